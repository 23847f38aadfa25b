using System.Text;

namespace Pinstitch.Tests.Land;

/// <summary>Personal data that nobody has, and the search for it in bytes: plain, percent-encoded, in base64, in any case.</summary>
internal static class Canary
{
    public const string Email = "canary.jane@secret-mail.example";
    public const string Phone = "+4917699887766";
    public const string FirstName = "Canaryette";
    public const string City = "Kanarienstadt";

    private static readonly string[] Marks = ["canary.jane", "secret-mail", "17699887766", "176 99887766", "canaryette", "kanarienstadt"];

    private static readonly string[] Needles =
    [
        .. Marks,
        .. Marks.Select(mark => Uri.EscapeDataString(mark).ToLowerInvariant()),
        .. new[] { Email, Phone, FirstName, City }.SelectMany(Base64).Select(text => text.ToLowerInvariant()),
    ];

    /// <summary>What of it is in the bytes.</summary>
    public static IReadOnlyList<string> Find(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.Latin1.GetString(bytes).ToLowerInvariant();
        return [.. Needles.Where(needle => text.Contains(needle, StringComparison.Ordinal)).Distinct()];
    }

    /// <summary>The middle of the text in base64, for each of the three places at which it may begin.</summary>
    private static IEnumerable<string> Base64(string text) =>
        Enumerable.Range(0, 3).Select(shift => Convert.ToBase64String(Encoding.UTF8.GetBytes(new string(' ', shift) + text))[4..^4]);
}
