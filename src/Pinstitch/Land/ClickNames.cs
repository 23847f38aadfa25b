using System.Text;
using Pinstitch.Land.Contract;

namespace Pinstitch.Land;

/// <summary>The platforms' click ids, and which ids can be right.</summary>
internal static class ClickNames
{
    /// <summary>Longer ones are no click ids.</summary>
    private const int Longest = 512;

    private static readonly ClickName[] Names =
    [
        new(0, "epik", IdentifierType.Epik),
        new(1, "fbclid", IdentifierType.Fbclid),
        new(2, "gclid", IdentifierType.Gclid),
        // Google gives these two to groups of people, so they tell nobody apart.
        new(3, "gbraid", null),
        new(4, "wbraid", null),
        new(5, "ttclid", IdentifierType.Ttclid),
        new(6, "msclkid", IdentifierType.Msclkid),
        new(7, "ScCid", IdentifierType.ScCid),
        new(8, "li_fat_id", IdentifierType.LiFatId),
        new(9, "dclid", null),
        new(10, "twclid", null),
        new(11, "rdt_cid", null),
        // Cookies rather than parameters, kept for sending back.
        new(12, "fbc", null),
        new(13, "fbp", null),
        new(14, "ttp", null),
    ];

    private static readonly byte[][] Utf8Names = [.. Names.Select(item => Encoding.UTF8.GetBytes(item.Name))];

    /// <summary>How many there are; their places are 0 to that.</summary>
    public static int Count => Names.Length;

    /// <summary>By its place.</summary>
    public static ClickName At(int place) => Names[place];

    /// <summary>The name at a place, in UTF-8.</summary>
    public static ReadOnlySpan<byte> Utf8Name(int place) => Utf8Names[place];

    /// <summary>By a parameter's name, whatever its case; cookies are none.</summary>
    public static ClickName? Find(ReadOnlySpan<byte> name)
    {
        for (var place = 0; place < Names.Length && Names[place].Name != "fbc"; place++)
        {
            if (name.Length == Utf8Names[place].Length && Ascii.EqualsIgnoreCase(name, Utf8Names[place])) return Names[place];
        }

        return null;
    }

    /// <summary>By the contract's field.</summary>
    public static ClickName Of(ContractField field) => Of(ContractFields.NameOf(field));

    /// <summary>By the name of a click that was read.</summary>
    public static ClickName Of(string name) => System.Array.Find(Names, item => item.Name == name)!;

    /// <summary>The id as a door passes it on: never altered, so that the platform gets back what it gave, unless it is none.</summary>
    public static string Copy(ContractField field, string id) => IsSound(Of(field), id.Trim()) ? id : TextScrub.All(id);

    /// <summary>Whether an id has the form of the platform's ids; one with white space or a brace of a template never was one.</summary>
    public static bool IsSound(ClickName click, string id)
    {
        if (id.Length is 0 or > Longest || id.Any(letter => letter is <= ' ' or > '~' or '{' or '}' or '<' or '>' or '"' or '@' or '(')) return false;
        // Somebody's mail address or number in the place of a click id.
        if (TextScrub.Id(id) != id) return false;
        return click.Name switch
        {
            "fbc" => IsMetaCookie(id) && id.Length > id.LastIndexOf('.') + 1,
            "fbp" => IsMetaCookie(id),
            _ => !Placeholders.IsPlaceholder(id.ToLowerInvariant()),
        };
    }

    /// <summary>The click id within Meta's cookie <c>fb.1.1700000000000.IwAR…</c>, and when it was clicked.</summary>
    public static (string Id, DateTimeOffset Time)? InMetaCookie(string cookie)
    {
        var parts = cookie.Split('.', 4);
        return parts.Length == 4 && long.TryParse(parts[2], out var milliseconds) && milliseconds is > 0 and < 100_000_000_000_000
            ? (parts[3], DateTimeOffset.FromUnixTimeMilliseconds(milliseconds))
            : null;
    }

    /// <summary>fb, subdomain index, milliseconds, value.</summary>
    private static bool IsMetaCookie(string id)
    {
        var parts = id.Split('.', 4);
        return parts is ["fb", { Length: 1 }, { Length: >= 10 and <= 14 }, { Length: > 0 }] && char.IsAsciiDigit(parts[1][0]) && parts[2].All(char.IsAsciiDigit);
    }
}
