using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using Pinstitch.Land;

namespace Pinstitch.Stitch;

/// <summary>
/// Identifiers that were erased, by key, and when. What is of that time or before must not be read any more; what is later is somebody's
/// anew, under another key, so that nobody comes back as the person that was erased.
/// </summary>
/// <param name="erased">When each was erased.</param>
public sealed class Tombstones(IReadOnlyDictionary<UInt128, DateTimeOffset> erased)
{
    public static Tombstones None { get; } = new(new Dictionary<UInt128, DateTimeOffset>());

    public bool IsEmpty => erased.Count == 0;

    public IEnumerable<UInt128> Keys => erased.Keys;

    /// <summary>Whether a key was ever erased.</summary>
    public bool Has(UInt128 key) => erased.ContainsKey(key);

    /// <summary>Whether a key was erased at a time or later.</summary>
    public bool Has(UInt128 key, DateTimeOffset since) => erased.TryGetValue(key, out var at) && at >= since;

    /// <summary>Whether one of a pair was ever erased.</summary>
    public bool Concern(UndonePair pair)
    {
        ArgumentNullException.ThrowIfNull(pair);
        var (a, b) = pair.Read();
        return Has(a) || Has(b);
    }

    /// <summary>What an identifier that was seen at a time is called; null when it was erased then or later.</summary>
    public Identifier? At(Identifier identifier, DateTimeOffset time)
    {
        // An identifier may be erased, come back, and be erased once more.
        while (erased.TryGetValue(identifier.Key, out var at))
        {
            if (time <= at) return null;
            identifier = After(identifier, at);
        }

        return identifier;
    }

    /// <summary>What an identifier that is seen from now on is called.</summary>
    public Identifier Latest(Identifier identifier) => At(identifier, DateTimeOffset.MaxValue)!.Value;

    /// <summary>
    /// Takes erased identifiers out of an event, and what else may tell whose it was. The shop's revenue stays what it was, so an event of which nothing is left
    /// becomes somebody's of whom nothing is known: the same one for all events of an order, another one for every other event.
    /// </summary>
    /// <returns>The event itself when nothing in it was ever erased.</returns>
    public LandedEvent Without(LandedEvent item)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (IsEmpty || !(item.Identifiers.Any(Has) || item.Former?.Any(alias => Has(alias.Past) || Has(alias.Present)) == true)) return item;
        Identifier[] left = [.. item.Identifiers.Select(identifier => At(identifier, item.Time)).OfType<Identifier>().Order()];
        LandedAlias[] former = [.. (item.Former ?? []).Select(alias => (Past: At(alias.Past, item.Time), Present: At(alias.Present, item.Time)))
            .Where(alias => alias is { Past: not null, Present: not null }).Select(alias => new LandedAlias(alias.Past!.Value, alias.Present!.Value))];
        var isErased = left.Length < item.Identifiers.Count || former.Length < (item.Former?.Count ?? 0);
        if (left.Length == 0) left = [Nobody(item)];
        return isErased
            ? item with { Identifiers = left, Former = null, Match = null, Clicks = null, Client = null, Search = null, Extra = null }
            : item with { Identifiers = left, Former = former.Length > 0 ? former : null };
    }

    /// <summary>An edge under the present names; null when one side was erased.</summary>
    public IdentityEdge? Without(IdentityEdge edge)
    {
        ArgumentNullException.ThrowIfNull(edge);
        if (IsEmpty || !(Has(edge.A) || Has(edge.B))) return edge;
        if (At(edge.A, edge.FirstSeen) is not { } a || At(edge.B, edge.FirstSeen) is not { } b) return null;
        return edge with { A = a < b ? a : b, B = a < b ? b : a };
    }

    private bool Has(Identifier identifier) => erased.ContainsKey(identifier.Key);

    private static Identifier After(Identifier identifier, DateTimeOffset at)
    {
        Span<byte> key = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128BigEndian(key, identifier.Key);
        return identifier with { Key = XxHash128.HashToUInt128(key, at.UtcTicks) };
    }

    private static Identifier Nobody(LandedEvent item) =>
        new(IdentifierType.AnonymousId, XxHash128.HashToUInt128(Encoding.UTF8.GetBytes(item.OrderId is { } order ? $"erased|order|{order}" : $"erased|event|{item.EventId}")));
}
