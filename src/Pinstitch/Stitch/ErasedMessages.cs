using System.Text;
using System.Text.Json;
using Pinstitch.Land;

namespace Pinstitch.Stitch;

/// <summary>
/// Finds erased people in messages that could not be landed, in which identifiers stand as their senders wrote them: every text and number in a message is
/// turned into the pseudonyms that it would have, and these are looked up.
/// </summary>
/// <param name="tombstones">Who was erased.</param>
/// <param name="pseudonyms">The key of pseudonyms.</param>
public sealed class ErasedMessages(Tombstones tombstones, Pseudonyms pseudonyms)
{
    /// <summary>What stands for the body of a message that was about somebody who was erased.</summary>
    public const string Body = """{"erased":true}""";

    private static readonly IdentifierType[] Types = Enum.GetValues<IdentifierType>();

    /// <param name="body">The message.</param>
    /// <param name="arrived">When it came, at the earliest; who was erased before that is somebody anew.</param>
    public bool Concern(string body, DateTimeOffset arrived)
    {
        ArgumentNullException.ThrowIfNull(body);
        bool IsErased(string text) => text.Length is > 0 and <= 1024 && Array.Exists(Types, type => tombstones.Has(pseudonyms.For(type, text).Key, arrived));
        try
        {
            using var document = JsonDocument.Parse(body);
            return Texts(document.RootElement).Any(IsErased);
        }
        catch (JsonException)
        {
            return Words(body).Any(IsErased);
        }
    }

    private static IEnumerable<string> Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(field => Texts(field.Value)),
        JsonValueKind.Array => value.EnumerateArray().SelectMany(Texts),
        JsonValueKind.String => Words(value.GetString()!).Prepend(value.GetString()!),
        JsonValueKind.Number => [value.GetRawText()],
        _ => [],
    };

    /// <summary>Parts of a text that could be an id: what stands between blanks, quotes and the marks of addresses.</summary>
    private static IEnumerable<string> Words(string text)
    {
        var word = new StringBuilder();
        foreach (var letter in text.Append(' '))
        {
            if (char.IsLetterOrDigit(letter) || letter is '.' or '_' or '-' or '@' or '+')
            {
                word.Append(letter);
                continue;
            }

            if (word.Length > 0 && word.Length < text.Length) yield return word.ToString();
            word.Clear();
        }
    }
}
