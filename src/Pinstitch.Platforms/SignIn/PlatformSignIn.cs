using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Pinstitch.Platforms.Calls;

namespace Pinstitch.Platforms.SignIn;

/// <summary>
/// Access tokens of one platform. A token is kept with the secrets until four fifths of its life, so that processes share
/// it; a refresh token that comes with a new one is stored before anything is done with either.
/// </summary>
internal sealed class PlatformSignIn(AdPlatform platform, PlatformWire wire, IPlatformSecrets secrets, TimeProvider time)
{
    private readonly SignInPlan plan = platform.Descriptor.SignIn;
    private readonly Dictionary<string, AccessToken> held = [];
    private readonly SemaphoreSlim gate = new(1);

    /// <summary>Puts the sign-in's headers on a request.</summary>
    /// <param name="account">Whose secrets come first.</param>
    /// <param name="request">The request.</param>
    /// <param name="refused">A token that the platform has just refused; null otherwise.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>The token that it carries.</returns>
    public async Task<Outcome<string>> SignAsync(string account, HttpRequestMessage request, string? refused, CancellationToken cancellation)
    {
        if (!(await TokenAsync(account, refused, cancellation)).TryGet(out var token, out var fault)) return fault;
        request.Headers.TryAddWithoutValidation(plan.Header, plan.Scheme + token);
        foreach (var header in plan.Headers)
        {
            if (await FindAsync(account, header.Secret, cancellation) is { Length: > 0 } value) request.Headers.TryAddWithoutValidation(header.Header, value);
            else if (header.IsRequired) return Missing([header.Secret]);
        }

        return token;
    }

    private async Task<Outcome<string>> TokenAsync(string account, string? refused, CancellationToken cancellation)
    {
        if (plan.TokenAddress is null)
        {
            // A token that is not made by refreshing cannot be renewed from here.
            var given = await FindAsync(account, "AccessToken", cancellation);
            if (string.IsNullOrEmpty(given)) return Missing(["AccessToken"]);
            return given == refused ? platform.Faults.Of(new(401, [], "The access token was refused.")) : given;
        }

        await gate.WaitAsync(cancellation);
        try
        {
            if (held.TryGetValue(account, out var known) && Serves(known, refused)) return known.Token;
            await using var _ = await secrets.HoldAsync(plan.Secrets + "-sign-in", cancellation);
            if (AccessToken.Parse(await FindAsync(account, "HeldToken", cancellation)) is { } shared && Serves(shared, refused)) return (held[account] = shared).Token;
            return await RefreshAsync(account, null, cancellation);
        }
        finally
        {
            gate.Release();
        }
    }

    private bool Serves(AccessToken token, string? refused) => token.Token != refused && token.Until > time.GetUtcNow();

    private async Task<Outcome<string>> RefreshAsync(string account, string? tried, CancellationToken cancellation)
    {
        var client = await FindAsync(account, plan.ClientId, cancellation);
        var secret = await FindAsync(account, plan.ClientSecret, cancellation);
        var refresh = await FindAsync(account, "RefreshToken", cancellation);
        if (string.IsNullOrEmpty(client) || string.IsNullOrEmpty(secret) || string.IsNullOrEmpty(refresh))
            return Missing([plan.ClientId, plan.ClientSecret, "RefreshToken"]);
        var form = new List<KeyValuePair<string, string>> { new("grant_type", "refresh_token"), new("refresh_token", refresh) };
        if (!plan.WithBasic) form.AddRange([new("client_id", client), new("client_secret", secret)]);
        form.AddRange(plan.Form);
        var call = new PlatformCall(HttpMethod.Post, plan.TokenAddress!) { Form = form, IsSigned = false };
        using var request = wire.Request(call);
        if (plan.WithBasic) request.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.ASCII.GetBytes($"{client}:{secret}")));
        if (!(await wire.SendAsync(request, cancellation)).TryGet(out var answer, out var fault)) return fault;
        using var response = answer.Response;
        var body = answer.Json();
        if (!response.IsSuccessStatusCode)
        {
            // Another process may have rotated the token between our reading it and the platform's: once, the new one is tried.
            if (tried is null && await FindAsync(account, "RefreshToken", cancellation) is { } newer && newer != refresh) return await RefreshAsync(account, refresh, cancellation);
            return Refused((int)response.StatusCode, response, body);
        }

        if (body is not { } json || json.Text("access_token") is not { } token) return new Fault(FaultKind.Transient, $"{platform.Descriptor.Name}'s token answer holds no token.");
        if (json.Text("refresh_token") is { } rotated && rotated != refresh) await StoreAsync(account, "RefreshToken", rotated, cancellation);
        var life = decimal.TryParse(json.Text("expires_in"), CultureInfo.InvariantCulture, out var seconds) ? (double)seconds : 3600;
        // At four fifths of its life, so that no report runs into the end; and after thirty days at the latest.
        var fresh = new AccessToken(token, time.GetUtcNow() + TimeSpan.FromSeconds(Math.Min(life * 0.8, 30 * 86400)));
        await StoreAsync(account, "HeldToken", fresh.ToString(), cancellation);
        return (held[account] = fresh).Token;
    }

    private Fault Refused(int status, HttpResponseMessage response, JsonElement? body)
    {
        // OAuth's own form of refusal (RFC 6749 §5.2), which most platforms use at their token endpoints.
        if (body?.Text("error") is "invalid_grant" or "invalid_client" or "unauthorized_client")
            return new(FaultKind.Configuration, $"{platform.Descriptor.Name} does not accept the refresh token any more; connect the account again.", $"HTTP {status}, {body.Value.Text("error")}");
        return platform.Faults.Of(status, response, body);
    }

    private Fault Missing(IEnumerable<string> names) => new(
        FaultKind.Configuration,
        $"{platform.Descriptor.Name} is not connected: {string.Join(", ", names.Select(name => $"{plan.Secrets}:{name}"))} must be among the secrets.");

    private async Task<string?> FindAsync(string account, string name, CancellationToken cancellation) =>
        await secrets.FindAsync($"{plan.Secrets}:{account}:{name}", cancellation) is { Length: > 0 } own
            ? own
            : await secrets.FindAsync($"{plan.Secrets}:{name}", cancellation);

    private async Task StoreAsync(string account, string name, string value, CancellationToken cancellation)
    {
        // Beside the secret that it replaces: an account's own where it has one.
        var isOwn = await secrets.FindAsync($"{plan.Secrets}:{account}:RefreshToken", cancellation) is { Length: > 0 };
        await secrets.StoreAsync(isOwn ? $"{plan.Secrets}:{account}:{name}" : $"{plan.Secrets}:{name}", value, cancellation);
    }
}
