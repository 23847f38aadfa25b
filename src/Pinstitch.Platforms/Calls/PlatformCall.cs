using System.Text;
using System.Text.Json.Nodes;

namespace Pinstitch.Platforms.Calls;

/// <summary>A request to a platform, as data.</summary>
/// <param name="Method">GET or POST.</param>
/// <param name="Address">Whole address.</param>
public sealed record PlatformCall(HttpMethod Method, Uri Address)
{
    /// <summary>Body as JSON; null for none.</summary>
    public string? Json { get; init; }

    /// <summary>Body as a form; null for none.</summary>
    public IReadOnlyList<KeyValuePair<string, string>>? Form { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Whether it carries the sign-in; presigned storage refuses that.</summary>
    public bool IsSigned { get; init; } = true;

    /// <summary>Whether the answer is a part of the report, to be kept as it is.</summary>
    public bool IsPart { get; init; }

    /// <summary>Whether the answer may be large: it is then streamed and not looked into.</summary>
    public bool IsStreamed { get; init; }

    /// <summary>Bytes that must come; null where the platform does not say.</summary>
    public long? Size { get; init; }

    /// <summary>The rate limit that it counts against.</summary>
    public string Category { get; init; } = RateLimit.Everything;

    public static PlatformCall Get(Uri address) => new(HttpMethod.Get, address);

    public static PlatformCall Post(Uri address, JsonNode body) => new(HttpMethod.Post, address) { Json = body.ToJsonString() };

    /// <summary>A query string; a name may come more than once, values that are null are left out.</summary>
    public static string Query(params ReadOnlySpan<(string Name, string? Value)> parameters)
    {
        var text = new StringBuilder();
        foreach (var (name, value) in parameters)
        {
            if (value is null) continue;
            text.Append(text.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }

        return text.ToString();
    }
}
