namespace Pinstitch.Platforms.Google;

/// <summary>Access tokens for Google Ads by a refresh token, which Google does not rotate.</summary>
internal sealed class GoogleSignIn(HttpClient http, PlatformAddresses addresses, IPlatformSecrets secrets, TimeProvider time)
{
    private (string Token, DateTimeOffset Until)? held;

    public void Forget() => held = null;

    public async Task<Outcome<string>> TokenAsync(CancellationToken cancellation)
    {
        if (held is { } known && known.Until > time.GetUtcNow()) return known.Token;
        var client = await secrets.FindAsync("Google:ClientId", cancellation);
        var secret = await secrets.FindAsync("Google:ClientSecret", cancellation);
        var refresh = await secrets.FindAsync("Google:RefreshToken", cancellation);
        if (string.IsNullOrEmpty(client) || string.IsNullOrEmpty(secret) || string.IsNullOrEmpty(refresh))
            return new Fault(FaultKind.Configuration, "Google Ads is not connected: the secrets Google:ClientId, Google:ClientSecret and Google:RefreshToken are needed.");
        using var request = new HttpRequestMessage(HttpMethod.Post, addresses.GoogleToken)
        {
            Content = new FormUrlEncodedContent(
            [
                new("grant_type", "refresh_token"), new("client_id", client), new("client_secret", secret), new("refresh_token", refresh),
            ]),
        };
        if (!(await PlatformCall.SendAsync(http, request, cancellation)).TryGet(out var answer, out var fault)) return fault;
        if (!PlatformCall.Parse(answer.Body, "Google", answer.Status).TryGet(out var body, out fault)) return fault;
        if (JsonFields.Text(body, "error") == "invalid_grant")
            return new Fault(FaultKind.Configuration, "Google does not accept the refresh token any more; connect the account again.", "invalid_grant");
        if (!answer.Response.IsSuccessStatusCode || JsonFields.Text(body, "access_token") is not { } token)
            return new Fault(FaultKind.Transient, "Google gave no access token.", $"HTTP {(int)answer.Status}");
        held = (token, time.GetUtcNow() + TimeSpan.FromSeconds((double)JsonFields.Number(body, "expires_in") * 0.8));
        return token;
    }
}
