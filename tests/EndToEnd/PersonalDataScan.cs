using System.IO.Compression;
using System.Text;
using Pinstitch.Lab.Shop;
using Pinstitch.Lab.Shop.Life;

namespace Pinstitch.Tests.EndToEnd;

/// <summary>Looks for clear personal data of a shop's people in bytes, and in whatever of them is gzip.</summary>
internal sealed class PersonalDataScan
{
    private static readonly byte[] GzipHead = [0x1f, 0x8b, 0x08];

    private readonly HashSet<string> boxes = [];
    private readonly HashSet<string> phones = [];
    private readonly HashSet<string> names = [];

    public PersonalDataScan(ShopPlan plan)
    {
        for (var number = 0; number < plan.People; number++)
        {
            var person = People.Make(plan.Seed, number);
            boxes.Add(person.Email.Split('@')[0]);
            phones.Add(person.Phone.TrimStart('+'));
            names.Add($"{person.FirstName} {person.LastName}");
        }
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

    /// <summary>Finds mail boxes, phone numbers and full names. Words are cut out and looked up, so that one pass finds all people.</summary>
    private void FindIn(byte[] bytes, SortedSet<string> found)
    {
        var text = Encoding.UTF8.GetString(bytes);
        var start = -1;
        for (var at = 0; at <= text.Length; at++)
        {
            if (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] == '.'))
            {
                if (start < 0) start = at;
                continue;
            }

            if (start >= 0) Check(text[start..at], found);
            start = -1;
        }

        foreach (var name in names.Where(name => text.Contains(name, StringComparison.OrdinalIgnoreCase))) found.Add(name);
    }

    private void Check(string word, SortedSet<string> found)
    {
        if (boxes.Contains(word.ToLowerInvariant()) || phones.Contains(word) || phones.Contains(word.TrimStart('0'))) found.Add(word);
    }

    private static byte[]? Unpack(byte[] bytes, int at)
    {
        using var unpacked = new MemoryStream();
        try
        {
            using var zip = new GZipStream(new MemoryStream(bytes, at, bytes.Length - at), CompressionMode.Decompress);
            zip.CopyTo(unpacked);
        }
        catch (InvalidDataException)
        {
            // What comes behind the compressed part is not compressed, or the three bytes stood there by chance.
        }

        return unpacked.Length > 0 ? unpacked.ToArray() : null;
    }
}
