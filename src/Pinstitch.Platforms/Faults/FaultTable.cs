using System.Globalization;
using System.Text.Json;

namespace Pinstitch.Platforms.Faults;

/// <summary>What a platform's refusals mean: the first rule that matches. What no rule knows is decided by the HTTP status.</summary>
/// <param name="platform">Name for people.</param>
/// <param name="read">Reads codes and message off a body; the body is null when it is no JSON.</param>
/// <param name="rules">The table.</param>
public sealed class FaultTable(string platform, Func<int, JsonElement?, FaultSigns> read, IReadOnlyList<FaultRule> rules)
{
    /// <summary>The fault of an answer that is no success. What the message says of waiting comes before what headers say.</summary>
    /// <param name="status">HTTP status.</param>
    /// <param name="response">The answer, for its headers.</param>
    /// <param name="body">Its body; null when it is no JSON.</param>
    /// <param name="reset">What the platform's own headers say of waiting; null for nothing.</param>
    public Fault Of(int status, HttpResponseMessage? response, JsonElement? body, TimeSpan? reset = null)
    {
        var signs = read(status, body);
        return Of(signs with { Wait = signs.Wait ?? reset ?? RetryAfter.Of(response) });
    }

    /// <summary>The fault that signs stand for.</summary>
    public Fault Of(FaultSigns signs)
    {
        var codes = string.Join(", ", signs.Codes);
        var detail = string.Create(CultureInfo.InvariantCulture, $"HTTP {signs.Status}, {codes}: {signs.Message}");
        if (rules.FirstOrDefault(rule => rule.Matches(signs)) is { } known)
            return new(known.Kind, Fill(known.Text, codes, signs.Message), detail, Wait(known.Kind, signs.Wait, known.Wait)) { MostWaits = known.MostWaits };
        return signs.Status switch
        {
            429 => new(FaultKind.RateLimited, $"{platform}'s rate limit is reached.", detail, signs.Wait ?? TimeSpan.FromMinutes(1)),
            401 => new(FaultKind.Configuration, $"{platform} does not accept the sign-in; connect the account again.", detail),
            403 => new(FaultKind.Configuration, $"The {platform} user may not read this ad account.", detail),
            >= 500 or 408 => new(FaultKind.Transient, $"{platform} had a problem of its own.", detail, signs.Wait),
            _ when signs.IsTransient => new(FaultKind.Transient, $"{platform} had a problem of its own.", detail, signs.Wait),
            // A refusal that nobody has explained is never repeated blindly.
            _ => new(FaultKind.Bug, $"{platform} refused the request: {signs.Message}", detail),
        };
    }

    private static TimeSpan? Wait(FaultKind kind, TimeSpan? said, TimeSpan? usual) =>
        kind is FaultKind.RateLimited or FaultKind.Transient ? said ?? usual : null;

    private static string Fill(string text, string codes, string message) =>
        text.Replace("{codes}", codes, StringComparison.Ordinal).Replace("{message}", message, StringComparison.Ordinal);
}
