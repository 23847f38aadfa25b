using System.Net.Http.Headers;
using System.Text;

namespace Pinstitch.Platforms.Pinterest;

/// <summary>
/// Access tokens for Pinterest (facts/platform-reports.md §2.1): a refresh rotates the refresh token, so the new one is
/// stored before the access token is used. Two workers never refresh at once in one process.
/// </summary>
internal sealed class PinterestSignIn(HttpClient http, PlatformAddresses addresses, IPlatformSecrets secrets, TimeProvider time) : IDisposable
{
    private const string RefreshTokenName = "Pinterest:RefreshToken";
    private readonly SemaphoreSlim refreshing = new(1);
    private (string Token, DateTimeOffset Until)? held;

    public async Task<Outcome<string>> TokenAsync(CancellationToken cancellation)
    {
        if (held is { } known && known.Until > time.GetUtcNow()) return known.Token;
        await refreshing.WaitAsync(cancellation);
        try
        {
            return held is { } fresh && fresh.Until > time.GetUtcNow() ? fresh.Token : await RefreshAsync(cancellation);
        }
        finally
        {
            refreshing.Release();
        }
    }

    /// <summary>Forgets a token that was refused, so that the next call refreshes.</summary>
    public void Forget() => held = null;

    public void Dispose() => refreshing.Dispose();

    private async Task<Outcome<string>> RefreshAsync(CancellationToken cancellation)
    {
        var app = await secrets.FindAsync("Pinterest:AppId", cancellation);
        var secret = await secrets.FindAsync("Pinterest:AppSecret", cancellation);
        var refresh = await secrets.FindAsync(RefreshTokenName, cancellation);
        if (string.IsNullOrEmpty(app) || string.IsNullOrEmpty(secret) || string.IsNullOrEmpty(refresh))
            return new Fault(FaultKind.Configuration, $"Pinterest is not connected: the secrets Pinterest:AppId, Pinterest:AppSecret and {RefreshTokenName} are needed.");
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(addresses.Pinterest, "/v5/oauth/token"))
        {
            Headers = { Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes($"{app}:{secret}"))) },
            Content = new FormUrlEncodedContent([new("grant_type", "refresh_token"), new("refresh_token", refresh)]),
        };
        if (!(await PlatformCall.SendAsync(http, request, cancellation)).TryGet(out var answer, out var fault)) return fault;
        if (!PlatformCall.Parse(answer.Body, "Pinterest", answer.Status).TryGet(out var body, out fault)) return fault;
        if (!answer.Response.IsSuccessStatusCode) return PinterestFaults.Of(answer.Status, answer.Response, body);
        if (JsonFields.Text(body, "access_token") is not { } token) return new Fault(FaultKind.Transient, "Pinterest's token answer holds no token.");
        if (JsonFields.Text(body, "refresh_token") is { } rotated) await secrets.StoreAsync(RefreshTokenName, rotated, cancellation);
        // At four fifths of its life, so that no report runs into the end.
        held = (token, time.GetUtcNow() + TimeSpan.FromSeconds((double)JsonFields.Number(body, "expires_in") * 0.8));
        return token;
    }
}
