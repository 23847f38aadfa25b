namespace Pinstitch.Platforms;

/// <summary>Other addresses of the platforms' APIs, for tests and the synthetic shop.</summary>
/// <param name="others">By name, such as <c>Pinterest</c> or <c>GoogleToken</c>; a name that is missing means the real address.</param>
public sealed class PlatformAddresses(IReadOnlyDictionary<string, Uri>? others = null)
{
    /// <summary>An address of the platform, moved to where the platform is to be found here.</summary>
    /// <param name="platform">The platform.</param>
    /// <param name="address">The address as the platform's documents give it.</param>
    public Uri Of(PlatformDescriptor platform, Uri address)
    {
        if (address == platform.SignIn.TokenAddress && Find(platform.SignIn.Secrets + "Token") is { } token) return token;
        if (Find(platform.SignIn.Secrets) is not { } home) return address;
        // Addresses that the platform hands out itself lead to its storage and stay as they are.
        return address.Host == platform.Home.Host || address == platform.SignIn.TokenAddress ? new Uri(home, address.PathAndQuery) : address;
    }

    private Uri? Find(string name) => others is not null && others.TryGetValue(name, out var found) ? found : null;
}
