using System.Text.Json;
using Pinstitch.Platforms.SignIn;

namespace Pinstitch.Platforms.Calls;

/// <summary>
/// The conversation with one platform: keeps within the budget, signs, repeats once with a fresh token after a 401, and
/// turns every refusal into a fault by the platform's table.
/// </summary>
internal sealed class PlatformLine
{
    /// <summary>Waits up to this are waited for here; longer ones are the orchestrator's, whose timers cost nothing.</summary>
    private static readonly TimeSpan ShortWait = TimeSpan.FromSeconds(2);

    private readonly AdPlatform platform;
    private readonly PlatformWire wire;
    private readonly PlatformSignIn signIn;
    private readonly TimeProvider time;

    public PlatformLine(AdPlatform platform, HttpClient http, PlatformAddresses addresses, IPlatformSecrets secrets, TimeProvider time)
    {
        this.platform = platform;
        this.time = time;
        wire = new(http, platform.Descriptor, addresses);
        signIn = new(platform, wire, secrets, time);
        Budget = new(platform.Descriptor.Limits);
    }

    public RateBudget Budget { get; }

    /// <summary>Signs in and asks for nothing.</summary>
    public async Task<Outcome<string>> SignInAsync(string account, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage();
        return await signIn.SignAsync(account, request, null, cancellation);
    }

    /// <summary>Asks and gets JSON.</summary>
    public async Task<Outcome<(JsonElement Json, ReadOnlyMemory<byte> Body)>> AskAsync(string account, PlatformCall call, CancellationToken cancellation)
    {
        if (!(await SendAsync(account, call, cancellation)).TryGet(out var answer, out var fault)) return fault;
        using var response = answer.Response;
        if (answer.Json() is not { } json) return NoJson(answer);
        if (platform.InBody(json) is { } signs) return platform.Faults.Of(signs);
        return (json, answer.Body!.Value);
    }

    /// <summary>Asks and leaves the body of a success to the caller, who disposes of the response.</summary>
    public async Task<Outcome<HttpResponseMessage>> OpenAsync(string account, PlatformCall call, CancellationToken cancellation) =>
        (await SendAsync(account, call, cancellation)).Then<HttpResponseMessage>(answer => answer.Response);

    private async Task<Outcome<PlatformAnswer>> SendAsync(string account, PlatformCall call, CancellationToken cancellation)
    {
        string? refused = null;
        for (var attempt = 1; ; attempt++)
        {
            if (call.IsSigned && await PaceAsync(call, cancellation) is { } patience) return patience;
            using var request = wire.Request(call);
            string? token = null;
            if (call.IsSigned && !(await signIn.SignAsync(account, request, refused, cancellation)).TryGet(out token, out var unsigned)) return unsigned;
            if (!(await wire.SendAsync(request, cancellation, call.IsStreamed)).TryGet(out var answer, out var fault)) return fault;
            if (call.IsSigned) Budget.Learn(platform.Budget(answer.Response, time.GetUtcNow()), time.GetUtcNow());
            if (answer.Response.IsSuccessStatusCode) return answer;
            using var response = answer.Response;
            var status = (int)response.StatusCode;
            var reset = status == 429 ? platform.Reset(response) : null;
            fault = answer.Json() is { } json ? platform.Faults.Of(status, response, json, reset) : Unreadable(status, response, call);
            // A token may be revoked before its time: once, a fresh one is tried. A missing scope is not mended by that.
            if (status == 401 && attempt == 1 && token is not null && platform.Descriptor.SignIn.TokenAddress is not null)
            {
                refused = token;
                continue;
            }

            if (fault is { Kind: FaultKind.RateLimited, RetryAfter: { } wait }) Budget.Close(time.GetUtcNow() + wait);
            return fault;
        }
    }

    private async Task<Fault?> PaceAsync(PlatformCall call, CancellationToken cancellation)
    {
        while (Budget.Take(call.Category, time.GetUtcNow()) is var wait && wait > TimeSpan.Zero)
        {
            if (wait > ShortWait) return new(FaultKind.RateLimited, $"{platform.Descriptor.Name}'s limit for {call.Category} is used up for now.", string.Empty, wait);
            await Task.Delay(wait, time, cancellation);
        }

        return null;
    }

    private Fault Unreadable(int status, HttpResponseMessage response, PlatformCall call) => call.IsSigned
        ? platform.Faults.Of(status, response, null)
        : new(FaultKind.Transient, $"{platform.Descriptor.Name}'s storage did not give the report; a new address is asked for.", $"HTTP {status} from storage");

    private Fault NoJson(PlatformAnswer answer) => new(
        FaultKind.Transient, $"{platform.Descriptor.Name} answered with something that is no JSON.", $"HTTP {(int)answer.Response.StatusCode}, {answer.Body?.Length} bytes");
}
