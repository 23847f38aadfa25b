using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pinstitch.Collect;
using Pinstitch.Configure;

namespace Pinstitch.Platforms.Pinterest;

/// <summary>Pinterest's asynchronous reports (facts/platform-reports.md §2.5): create, poll, download from storage.</summary>
public sealed class PinterestReports : IReportSource, IDisposable
{
    private readonly HttpClient http;
    private readonly PlatformAddresses addresses;
    private readonly PinterestSignIn signIn;

    public PinterestReports(HttpClient http, PlatformAddresses addresses, IPlatformSecrets secrets, TimeProvider time)
    {
        this.http = http;
        this.addresses = addresses;
        signIn = new(http, addresses, secrets, time);
    }

    public PlatformDescriptor Descriptor => PinterestDescriptor.Value;

    public async Task<Outcome<ReportTicket>> SubmitAsync(AdAccount account, ReportRequest request, CancellationToken cancellation)
    {
        var body = new JsonObject
        {
            ["start_date"] = request.From.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["end_date"] = request.To.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["granularity"] = "DAY",
            ["level"] = request.Level == ReportLevels.Account ? "ADVERTISER" : "CAMPAIGN",
            ["columns"] = new JsonArray([.. PinterestDescriptor.Columns(request.Level).Select(column => (JsonNode)column)]),
            ["click_window_days"] = 30,
            ["engagement_window_days"] = 30,
            ["view_window_days"] = 1,
            ["conversion_report_time"] = "TIME_OF_AD_ACTION",
            ["report_format"] = "JSON",
            ["primary_sort"] = "BY_DATE",
        };
        var answer = await CallAsync(HttpMethod.Post, Reports(account), body, cancellation);
        return answer.Then(json => JsonFields.Text(json, "token") is { } token
            ? (Outcome<ReportTicket>)new ReportTicket(token)
            : new Fault(FaultKind.Transient, "Pinterest took the report but gave no token."));
    }

    public async Task<Outcome<ReportState>> PollAsync(AdAccount account, ReportTicket ticket, CancellationToken cancellation) =>
        (await StatusAsync(account, ticket, cancellation)).Then<ReportState>(status => JsonFields.Text(status, "report_status") switch
        {
            "FINISHED" => ReportState.Ready,
            "EXPIRED" or "FAILED" or "CANCELLED" or "DOES_NOT_EXIST" => ReportState.Lost,
            // Also null, which has been seen while a report is in the making.
            _ => ReportState.InProgress,
        });

    public async Task<Outcome<IReadOnlyList<ReadOnlyMemory<byte>>>> DownloadAsync(AdAccount account, ReportTicket ticket, CancellationToken cancellation)
    {
        // The address lives for five minutes, so it is asked for anew each time.
        if (!(await StatusAsync(account, ticket, cancellation)).TryGet(out var status, out var fault)) return fault;
        if (JsonFields.Text(status, "url") is not { } url) return new Fault(FaultKind.Transient, "Pinterest's report is not there any more.");
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        if (!(await PlatformCall.SendAsync(http, request, cancellation)).TryGet(out var answer, out fault)) return fault;
        if (!answer.Response.IsSuccessStatusCode)
            return new Fault(FaultKind.Transient, "Pinterest's report could not be downloaded.", $"HTTP {(int)answer.Status} from storage");
        var size = JsonFields.Whole(status, "size");
        if (size > 0 && size != answer.Body.Length)
            return new Fault(FaultKind.Transient, "Pinterest's report came incomplete.", $"{answer.Body.Length} of {size} bytes");
        return (ReadOnlyMemory<byte>[])[answer.Body];
    }

    public Outcome<ReportRows> Read(AdAccount account, ReportRequest request, IReadOnlyList<ReadOnlyMemory<byte>> parts, DateOnly finalUntil) =>
        PinterestReportReader.Read(account, request, parts, finalUntil);

    public void Dispose() => signIn.Dispose();

    private Task<Outcome<JsonElement>> StatusAsync(AdAccount account, ReportTicket ticket, CancellationToken cancellation) =>
        CallAsync(HttpMethod.Get, $"{Reports(account)}?token={Uri.EscapeDataString(ticket.Token)}", null, cancellation);

    private static string Reports(AdAccount account) => $"/v5/ad_accounts/{Uri.EscapeDataString(account.Id)}/reports";

    private async Task<Outcome<JsonElement>> CallAsync(HttpMethod method, string path, JsonNode? body, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (!(await signIn.TokenAsync(cancellation)).TryGet(out var token, out var fault)) return fault;
            using var request = new HttpRequestMessage(method, new Uri(addresses.Pinterest, path))
            {
                Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
                Content = body is null ? null : JsonContent.Create(body),
            };
            if (!(await PlatformCall.SendAsync(http, request, cancellation)).TryGet(out var answer, out fault)) return fault;
            // A token may be revoked before its time: once, a fresh one is tried.
            if (answer.Status == HttpStatusCode.Unauthorized && attempt == 1)
            {
                signIn.Forget();
                continue;
            }

            var parsed = PlatformCall.Parse(answer.Body, "Pinterest", answer.Status);
            if (answer.Response.IsSuccessStatusCode) return parsed;
            return PinterestFaults.Of(answer.Status, answer.Response, parsed.Fault is null ? parsed.Value : null);
        }
    }
}
