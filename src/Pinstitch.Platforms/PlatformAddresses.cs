namespace Pinstitch.Platforms;

/// <summary>Where the platforms' APIs are; other addresses are for tests and the synthetic shop.</summary>
public sealed record PlatformAddresses
{
    public Uri Pinterest { get; init; } = new("https://api.pinterest.com");

    public Uri Meta { get; init; } = new("https://graph.facebook.com");

    public Uri Google { get; init; } = new("https://googleads.googleapis.com");

    public Uri GoogleToken { get; init; } = new("https://oauth2.googleapis.com/token");
}
