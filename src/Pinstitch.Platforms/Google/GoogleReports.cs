using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Pinstitch.Collect;
using Pinstitch.Configure;

namespace Pinstitch.Platforms.Google;

/// <summary>
/// Google Ads by searchStream (facts/platform-reports.md §5.2): the answer comes at once, so the ticket is the query and a
/// report is always ready.
/// </summary>
public sealed class GoogleReports : IReportSource
{
    private readonly HttpClient http;
    private readonly PlatformAddresses addresses;
    private readonly IPlatformSecrets secrets;
    private readonly GoogleSignIn signIn;

    public GoogleReports(HttpClient http, PlatformAddresses addresses, IPlatformSecrets secrets, TimeProvider time)
    {
        this.http = http;
        this.addresses = addresses;
        this.secrets = secrets;
        signIn = new(http, addresses, secrets, time);
    }

    public PlatformDescriptor Descriptor => GoogleDescriptor.Value;

    public Task<Outcome<ReportTicket>> SubmitAsync(AdAccount account, ReportRequest request, CancellationToken cancellation) =>
        Task.FromResult<Outcome<ReportTicket>>(new ReportTicket(GoogleDescriptor.Query(request)));

    public Task<Outcome<ReportState>> PollAsync(AdAccount account, ReportTicket ticket, CancellationToken cancellation) =>
        Task.FromResult<Outcome<ReportState>>(ReportState.Ready);

    public async Task<Outcome<IReadOnlyList<ReadOnlyMemory<byte>>>> DownloadAsync(AdAccount account, ReportTicket ticket, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (!(await signIn.TokenAsync(cancellation)).TryGet(out var token, out var fault)) return fault;
            using var request = new HttpRequestMessage(
                HttpMethod.Post, new Uri(addresses.Google, $"/{Descriptor.ApiVersion}/customers/{Uri.EscapeDataString(account.Id)}/googleAds:searchStream"))
            {
                Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
                Content = JsonContent.Create(new { query = ticket.Token }),
            };
            request.Headers.Add("developer-token", await secrets.FindAsync("Google:DeveloperToken", cancellation) ?? string.Empty);
            if (await secrets.FindAsync("Google:LoginCustomerId", cancellation) is { Length: > 0 } manager) request.Headers.Add("login-customer-id", manager);
            if (!(await PlatformCall.SendAsync(http, request, cancellation)).TryGet(out var answer, out fault)) return fault;
            if (answer.Status == HttpStatusCode.Unauthorized && attempt == 1)
            {
                signIn.Forget();
                continue;
            }

            var parsed = PlatformCall.Parse(answer.Body, "Google", answer.Status);
            var error = GoogleFaults.Error(parsed.Fault is null ? parsed.Value : null);
            // A stream may break off with an error after rows have come: then none of it counts.
            if (!answer.Response.IsSuccessStatusCode || error is not null) return GoogleFaults.Of(answer.Status, parsed.Fault is null ? parsed.Value : null);
            if (parsed.Fault is { } unreadable) return unreadable;
            return (ReadOnlyMemory<byte>[])[answer.Body];
        }
    }

    public Outcome<ReportRows> Read(AdAccount account, ReportRequest request, IReadOnlyList<ReadOnlyMemory<byte>> parts, DateOnly finalUntil) =>
        GoogleReportReader.Read(account, request, parts, finalUntil);
}
