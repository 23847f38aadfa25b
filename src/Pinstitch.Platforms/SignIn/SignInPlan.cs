namespace Pinstitch.Platforms.SignIn;

/// <summary>How a platform signs in, as data. Secrets are named <c>NAME:Secret</c>, or <c>NAME:account:Secret</c> for one account alone.</summary>
/// <param name="Secrets">First part of the secrets' names, such as <c>Pinterest</c>.</param>
public sealed record SignInPlan(string Secrets)
{
    /// <summary>Where a refresh token is exchanged; null where the token itself is the secret <c>AccessToken</c>.</summary>
    public Uri? TokenAddress { get; init; }

    /// <summary>Whether the client's id and secret go into a Basic header instead of the form.</summary>
    public bool WithBasic { get; init; }

    /// <summary>Secrets with the client's id and secret.</summary>
    public string ClientId { get; init; } = "ClientId";

    public string ClientSecret { get; init; } = "ClientSecret";

    /// <summary>Fields that the token request has besides.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Form { get; init; } = [];

    /// <summary>Header that carries the token, and what stands before it.</summary>
    public string Header { get; init; } = "Authorization";

    public string Scheme { get; init; } = "Bearer ";

    /// <summary>Headers whose values are secrets too: developer tokens, customer numbers.</summary>
    public IReadOnlyList<SecretHeader> Headers { get; init; } = [];

    /// <summary>Last parts of the names of the secrets without which nothing works.</summary>
    public IEnumerable<string> Needed =>
        (TokenAddress is null ? (string[])["AccessToken"] : [ClientId, ClientSecret, "RefreshToken"]).Concat(Headers.Where(header => header.IsRequired).Select(header => header.Secret));
}
