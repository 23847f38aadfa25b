using System.IO.Compression;
using System.Text;
using Pinstitch.Lab.Shop;
using Pinstitch.Lab.Shop.Life;

namespace Pinstitch.Tests.EndToEnd;

/// <summary>Looks for clear personal data of a shop's people in bytes, and in whatever of them is gzip.</summary>
internal sealed class PersonalDataScan
{
    private static readonly byte[] GzipHead = [0x1f, 0x8b, 0x08];

    private readonly int shortest;
    private readonly HashSet<string> words = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> firstNames = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> names = new(StringComparer.OrdinalIgnoreCase);

    public PersonalDataScan(ShopPlan plan)
    {
        for (var number = 0; number < plan.People; number++)
        {
            var person = People.Make(plan.Seed, number);
            words.Add(person.Email.Split('@')[0]);
            words.Add(person.Phone.TrimStart('+'));
            firstNames.Add(person.FirstName);
            names.Add($"{person.FirstName} {person.LastName}");
        }

        shortest = words.Concat(firstNames).Min(word => word.Length);
    }

    /// <summary>What was found, each once.</summary>
    public IReadOnlyCollection<string> Find(byte[] bytes)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        FindIn(bytes, found);
        for (var at = 0; at < bytes.Length; at++)
        {
            var head = bytes.AsSpan(at).IndexOf(GzipHead);
            if (head < 0) break;
            at += head;
            if (Unpack(bytes, at) is { } unpacked) FindIn(unpacked, found);
        }

        return found;
    }

    /// <summary>Finds mail boxes, phone numbers and full names. Words are looked up as they come, so that one pass finds all people.</summary>
    private void FindIn(byte[] bytes, SortedSet<string> found)
    {
        var text = Encoding.UTF8.GetString(bytes).AsSpan();
        var known = words.GetAlternateLookup<ReadOnlySpan<char>>();
        var first = firstNames.GetAlternateLookup<ReadOnlySpan<char>>();
        var named = string.Empty;
        for (var at = 0; at < text.Length; at++)
        {
            if (!IsWord(text[at])) continue;
            var length = 1;
            while (at + length < text.Length && IsWord(text[at + length])) length++;
            var word = text.Slice(at, length);
            if (named.Length > 0 && names.Contains($"{named} {word}")) found.Add($"{named} {word}");
            named = string.Empty;
            if (length >= shortest)
            {
                if (known.Contains(word) || (word[0] == '0' && known.Contains(word.TrimStart('0')))) found.Add(word.ToString());
                if (first.Contains(word)) named = word.ToString();
            }

            at += length;
        }

        static bool IsWord(char letter) => char.IsLetterOrDigit(letter) || letter == '.';
    }

    /// <summary>One compressed part, without those that may stand behind it.</summary>
    private static byte[]? Unpack(byte[] bytes, int at)
    {
        // Head of 10 bytes with no optional fields, as .NET and Node.js write it.
        if (bytes.Length < at + 10 || bytes[at + 3] != 0) return null;
        using var unpacked = new MemoryStream();
        try
        {
            using var zip = new DeflateStream(new MemoryStream(bytes, at + 10, bytes.Length - at - 10), CompressionMode.Decompress);
            zip.CopyTo(unpacked);
        }
        catch (InvalidDataException)
        {
            // The three bytes stood there by chance.
        }

        return unpacked.Length > 0 ? unpacked.ToArray() : null;
    }
}
