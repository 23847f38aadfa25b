using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pinstitch.Collect;
using Pinstitch.Configure;

namespace Pinstitch.Platforms.Meta;

/// <summary>Meta's asynchronous insights (facts/platform-reports.md §4.2): start a run, poll it, read its pages.</summary>
public sealed class MetaReports(HttpClient http, PlatformAddresses addresses, IPlatformSecrets secrets) : IReportSource
{
    private const string TokenName = "Meta:AccessToken";

    public PlatformDescriptor Descriptor => MetaDescriptor.Value;

    public async Task<Outcome<ReportTicket>> SubmitAsync(AdAccount account, ReportRequest request, CancellationToken cancellation)
    {
        var range = new JsonObject { ["since"] = Day(request.From), ["until"] = Day(request.To) };
        var form = new Dictionary<string, string>
        {
            ["level"] = request.Level,
            ["fields"] = MetaDescriptor.Fields(request.Level),
            ["time_range"] = range.ToJsonString(),
            ["time_increment"] = "1",
            ["action_attribution_windows"] = """["7d_click","1d_view"]""",
            ["action_report_time"] = "impression",
        };
        var answer = await CallAsync(HttpMethod.Post, $"act_{Uri.EscapeDataString(account.Id)}/insights", form, cancellation);
        return answer.Then(body => JsonFields.Text(body.Json, "report_run_id") is { } run
            ? (Outcome<ReportTicket>)new ReportTicket(run)
            : new Fault(FaultKind.Transient, "Meta took the report but gave no run id."));
    }

    public async Task<Outcome<ReportState>> PollAsync(AdAccount account, ReportTicket ticket, CancellationToken cancellation)
    {
        var answer = await CallAsync(HttpMethod.Get, Uri.EscapeDataString(ticket.Token), null, cancellation);
        // A run that is not known (any more) is answered with code 100/33: the report must be asked for again.
        if (answer.Fault is { Kind: FaultKind.Bug } gone && gone.Detail.Contains("100/33", StringComparison.Ordinal)) return ReportState.Lost;
        return answer.Then<ReportState>(body => JsonFields.Text(body.Json, "async_status") switch
        {
            "Job Completed" when JsonFields.Whole(body.Json, "async_percent_completion") == 100 => ReportState.Ready,
            "Job Failed" or "Job Skipped" => ReportState.Lost,
            _ => ReportState.InProgress,
        });
    }

    public async Task<Outcome<IReadOnlyList<ReadOnlyMemory<byte>>>> DownloadAsync(AdAccount account, ReportTicket ticket, CancellationToken cancellation)
    {
        var pages = new List<ReadOnlyMemory<byte>>();
        string? after = null;
        while (true)
        {
            var path = $"{Uri.EscapeDataString(ticket.Token)}/insights?limit=100" + (after is null ? string.Empty : $"&after={Uri.EscapeDataString(after)}");
            if (!(await CallAsync(HttpMethod.Get, path, null, cancellation)).TryGet(out var page, out var fault)) return fault;
            pages.Add(page.Raw);
            // A page may be empty and still have a next one; only a missing next ends the list.
            if (!page.Json.TryGetProperty("paging", out var paging) || !paging.TryGetProperty("next", out _)) return pages;
            after = paging.TryGetProperty("cursors", out var cursors) ? JsonFields.Text(cursors, "after") : null;
            if (after is null) return new Fault(FaultKind.Transient, "Meta's page has a next one but no cursor for it.");
        }
    }

    public Outcome<ReportRows> Read(AdAccount account, ReportRequest request, IReadOnlyList<ReadOnlyMemory<byte>> parts, DateOnly finalUntil) =>
        MetaReportReader.Read(account, request, parts, finalUntil);

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private async Task<Outcome<(JsonElement Json, ReadOnlyMemory<byte> Raw)>> CallAsync(HttpMethod method, string path, Dictionary<string, string>? form, CancellationToken cancellation)
    {
        var token = await secrets.FindAsync(TokenName, cancellation);
        if (string.IsNullOrEmpty(token)) return new Fault(FaultKind.Configuration, $"Meta is not connected: the secret {TokenName} is needed.");
        using var request = new HttpRequestMessage(method, new Uri(addresses.Meta, $"/{Descriptor.ApiVersion}/{path}"))
        {
            // In the header, so that it does not end up in anybody's log of addresses.
            Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
            Content = form is null ? null : new FormUrlEncodedContent(form),
        };
        if (!(await PlatformCall.SendAsync(http, request, cancellation)).TryGet(out var answer, out var fault)) return fault;
        var parsed = PlatformCall.Parse(answer.Body, "Meta", answer.Status);
        if (!answer.Response.IsSuccessStatusCode) return MetaFaults.Of(answer.Status, parsed.Fault is null ? parsed.Value : null);
        return parsed.Then<(JsonElement, ReadOnlyMemory<byte>)>(json => (json, answer.Body));
    }
}
