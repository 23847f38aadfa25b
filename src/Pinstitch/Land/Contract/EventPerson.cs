using System.Text;
using System.Text.Json;
using Pinstitch.Land.Matching;

namespace Pinstitch.Land.Contract;

/// <summary>Who an event is about: pseudonymous identifiers for us, hashes for the platforms.</summary>
internal sealed class EventPerson(Pseudonyms pseudonyms)
{
    private static readonly (ContractField Field, IdentifierType Type)[] OwnIds =
    [
        (ContractField.CustomerId, IdentifierType.CustomerId),
        (ContractField.CrmId, IdentifierType.CrmId),
        (ContractField.AnonymousId, IdentifierType.AnonymousId),
        (ContractField.DeviceId, IdentifierType.DeviceId),
    ];

    /// <summary>Who an event is about.</summary>
    /// <param name="Identifiers">Sorted, each once.</param>
    /// <param name="Former">The same under the former pepper, while it changes.</param>
    /// <param name="Match">Hashes for the platforms; null for none.</param>
    public readonly record struct Found(Identifier[] Identifiers, IReadOnlyList<LandedAlias>? Former, IReadOnlyDictionary<string, string>? Match);

    public Found Read(ref EventForm form, ref EventNotes notes, List<LandedClick>? clicks, string? orderId, DateTimeOffset happened, bool keepMatch)
    {
        var made = new IdentifierSet(pseudonyms);
        SortedDictionary<string, string>? match = null;
        if (form[ContractField.User].Kind == JsonTokenType.StartObject)
        {
            match = PersonHashes.Read(ref form, ref notes, happened);
            Add(ref made, IdentifierType.Email, match);
            Add(ref made, IdentifierType.Phone, match);
            foreach (var (field, type) in OwnIds) Add(ref made, ref notes, field, type, form.Bytes(field, 128));
        }

        foreach (var click in clicks ?? []) AddClick(ref made, click);
        if (orderId is not null) made.Add(IdentifierType.OrderId, Encoding.UTF8.GetBytes(TextScrub.Id(orderId)));
        var isBroken = form.Has(ContractField.User) && form[ContractField.User].Kind != JsonTokenType.StartObject;
        if (made.Count == 0 && !isBroken)
        {
            form.Break(
                ContractField.User,
                "no_identifier",
                "Send at least one usable identifier: user.anonymous_id, user.customer_id, user.email or its SHA-256, a click id, or order_id. Placeholders such as \"null\" do not count.");
        }

        return new(made.Sorted(), made.Former(), keepMatch && match is { Count: > 0 } ? match : null);
    }

    private static void Add(ref IdentifierSet made, ref EventNotes notes, ContractField field, IdentifierType type, ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty) return;
        if (IsPlaceholder(value)) notes.Add(field, "placeholder");
        // Whoever takes a mail address for a customer number shall not have it kept.
        else if (value.IndexOfAny((byte)'@', (byte)'%', (byte)'+') >= 0 || value.IndexOfAnyInRange((byte)'A', (byte)'Z') >= 0) made.Add(type, Encoding.UTF8.GetBytes(TextScrub.Id(Encoding.UTF8.GetString(value))));
        else made.Add(type, value);
    }

    private static bool IsPlaceholder(ReadOnlySpan<byte> value)
    {
        if (value.Length > 64) return false;
        Span<char> text = stackalloc char[64];
        var length = Encoding.UTF8.GetChars(value, text);
        Span<char> lower = stackalloc char[64];
        ((ReadOnlySpan<char>)text[..length]).ToLowerInvariant(lower);
        return Placeholders.IsPlaceholder(lower[..length]);
    }

    /// <summary>The hash by Pinterest's rule is what our own pseudonym is made of.</summary>
    private static void Add(ref IdentifierSet made, IdentifierType type, SortedDictionary<string, string>? match)
    {
        var name = type == IdentifierType.Email ? MatchKeys.Name(MatchField.Email) : MatchKeys.Name(MatchField.Phone);
        if (match is null || !match.TryGetValue(name, out var hash) || hash.Length != 64 || PersonHashes.IsExample(hash)) return;
        Span<byte> bytes = stackalloc byte[64];
        Encoding.ASCII.GetBytes(hash, bytes);
        made.Add(type, bytes);
    }

    private static void AddClick(ref IdentifierSet made, LandedClick click)
    {
        var (id, type) = click.Name == "fbc"
            ? (ClickNames.InMetaCookie(click.Id)?.Id, IdentifierType.Fbclid)
            : (click.Id, ClickNames.Of(click.Name).Type);
        if (id is not null && type is { } known) made.Add(known, Encoding.UTF8.GetBytes(id));
    }
}
