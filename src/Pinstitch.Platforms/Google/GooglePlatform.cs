using System.Text.Json;
using System.Text.Json.Nodes;
using Pinstitch.Collect;
using Pinstitch.Configure;
using Pinstitch.Platforms.Calls;
using Pinstitch.Platforms.Entities;
using Pinstitch.Platforms.Faults;
using Pinstitch.Platforms.Fields;
using Pinstitch.Platforms.Rows;

namespace Pinstitch.Platforms.Google;

/// <summary>
/// Google Ads API by searchStream (https://developers.google.com/google-ads/api/rest/common/search): answers come at once,
/// as a list of batches; there are no report jobs.
/// </summary>
public sealed class GooglePlatform : AdPlatform
{
    /// <inheritdoc/>
    public override PlatformDescriptor Descriptor { get; } = new("google", new("https://googleads.googleapis.com"), "v25", new(2027, 8, 1), LookbackDays: 32)
    {
        SignIn = new("Google")
        {
            TokenAddress = new("https://oauth2.googleapis.com/token"),
            Headers = [new("developer-token", "DeveloperToken", IsRequired: true), new("login-customer-id", "LoginCustomerId", IsRequired: false)],
        },
        Window = "account",
        AttributionModel = "per conversion action",
        VideoViewDefinition = "30 seconds, the whole video or an interaction (TrueView)",
    };

    public override FaultTable Faults => GoogleFaults.Table;

    public override IReadOnlyList<ReportKind> Reports(AdAccount account) => GoogleReports.All;

    public override FieldTable Fields(ReportKind kind) => GoogleFields.Of(kind);

    public override EntityTable Entities(ReportKind kind) => GoogleEntities.Of(kind);

    public override RowShape Shape(ReportKind kind) => new("[]/results/[]", "results/[]");

    public override Outcome<PlatformCall?> Part(ReportQuestion question, ReportTicket ticket, int number, JsonElement? last)
    {
        if (number > 0) return (PlatformCall?)null;
        var path = $"/{Descriptor.ApiVersion}/customers/{Uri.EscapeDataString(question.Account.Id.Replace("-", string.Empty, StringComparison.Ordinal))}/googleAds:searchStream";
        return PlatformCall.Post(At(path), new JsonObject { ["query"] = GoogleReports.Query(question.Kind, question.Request) }) with { IsPart = true, IsStreamed = true };
    }
}
