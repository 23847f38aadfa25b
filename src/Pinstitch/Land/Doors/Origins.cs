namespace Pinstitch.Land.Doors;

/// <summary>The origins whose pages may send events: <c>https://shop.example</c>, <c>https://*.shop.example</c>, <c>http://localhost:*</c>, or <c>*</c> for any.</summary>
public sealed class Origins
{
    private readonly string[] allowed;

    /// <param name="list">Separated by commas or white space.</param>
    public Origins(string? list) =>
        allowed = [.. (list ?? string.Empty).Split([',', ';', ' ', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries).Select(origin => origin.TrimEnd('/').ToLowerInvariant())];

    /// <param name="origin">What the browser says; null where it says nothing, as servers do.</param>
    /// <param name="ownOrigin">Where the collector itself is: its own pages are always allowed.</param>
    public bool Allow(string? origin, string ownOrigin)
    {
        if (string.IsNullOrEmpty(origin)) return true;
        var asked = origin.ToLowerInvariant();
        return asked.Equals(ownOrigin, StringComparison.OrdinalIgnoreCase) || allowed.Any(pattern => Fits(asked, pattern));
    }

    private static bool Fits(string origin, string pattern)
    {
        if (pattern == "*" || pattern == origin) return true;
        var star = pattern.IndexOf('*', StringComparison.Ordinal);
        if (star < 0) return false;
        var (before, behind) = (pattern[..star], pattern[(star + 1)..]);
        if (origin.Length <= before.Length + behind.Length || !origin.StartsWith(before, StringComparison.Ordinal) || !origin.EndsWith(behind, StringComparison.Ordinal)) return false;
        // The star stands for labels of a name or for a port, never for more.
        return origin[before.Length..^behind.Length].All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.');
    }
}
