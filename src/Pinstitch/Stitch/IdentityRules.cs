using System.Collections.Frozen;
using Pinstitch.Land;

namespace Pinstitch.Stitch;

/// <summary>The configured lists, as keys: what is looked up while edges are read.</summary>
public sealed class IdentityRules
{
    public static IdentityRules None { get; } = new([], [], []);

    private readonly FrozenDictionary<UInt128, (Identifier Self, Identifier Head)> heads;

    private IdentityRules(IdentityRules rules, FrozenDictionary<UInt128, Guard> cut, FrozenSet<(UInt128 A, UInt128 B)> excluded) => (Cut, Excluded, heads) = (cut, excluded, rules.heads);

    /// <param name="cut">Identifiers that link nobody, with the reason.</param>
    /// <param name="excluded">Edges that are not to count, in either direction.</param>
    /// <param name="included">Pairs that are one person's.</param>
    public IdentityRules(
        IEnumerable<KeyValuePair<Identifier, Guard>> cut,
        IEnumerable<(Identifier A, Identifier B)> excluded,
        IEnumerable<(Identifier A, Identifier B)> included)
    {
        // A value on two lists counts for the rule that comes first.
        Cut = cut.GroupBy(item => item.Key.Key).ToFrozenDictionary(group => group.Key, group => group.Min(item => item.Value));
        Excluded = BothWays(excluded).ToFrozenSet();
        heads = Heads(included).ToFrozenDictionary(item => item.Self.Key);
    }

    /// <summary>The rules of the configuration, and the built-in list of values that link nobody.</summary>
    /// <exception cref="FormatException">A rule names no identifier.</exception>
    public static IdentityRules From(GuardRails guards, Pseudonyms pseudonyms)
    {
        ArgumentNullException.ThrowIfNull(guards);
        IEnumerable<KeyValuePair<Identifier, Guard>> Cuts(IEnumerable<string> names, Guard guard) =>
            names.Select(name => KeyValuePair.Create(NamedIdentifier.Read(name, pseudonyms), guard));
        IEnumerable<(Identifier, Identifier)> Pairs(IEnumerable<IReadOnlyList<string>> names) =>
            names.Where(pair => pair.Count == 2).Select(pair => (NamedIdentifier.Read(pair[0], pseudonyms), NamedIdentifier.Read(pair[1], pseudonyms)));
        return new(
            [
                .. BlockedValues.Of(pseudonyms).Select(item => KeyValuePair.Create(item, Guard.BlockedValue)),
                .. Cuts(guards.Blocked, Guard.BlockedValue),
                .. Cuts(guards.Exclude.Where(item => item.Count == 1).Select(item => item[0]), Guard.Excluded),
                .. Cuts(guards.Staff, Guard.Staff),
            ],
            Pairs(guards.Exclude),
            Pairs(guards.Include));
    }

    internal FrozenDictionary<UInt128, Guard> Cut { get; }

    internal FrozenSet<(UInt128 A, UInt128 B)> Excluded { get; }

    /// <summary>These rules, with identifiers that are known to be hubs by edges that are not at hand.</summary>
    internal IdentityRules WithHubs(IEnumerable<UInt128> hubs) =>
        new(this, Cut.Concat(hubs.Where(hub => !Cut.ContainsKey(hub)).Distinct().Select(hub => KeyValuePair.Create(hub, Guard.Hub))).ToFrozenDictionary(), Excluded);

    /// <summary>These rules, with pairs that somebody has undone.</summary>
    public IdentityRules Without(IReadOnlyCollection<UndonePair> undone)
    {
        ArgumentNullException.ThrowIfNull(undone);
        return undone.Count == 0 ? this : new(this, Cut, Excluded.Concat(BothWays(undone.Select(pair => pair.Read()))).ToFrozenSet());
    }

    /// <summary>Identifiers that a rule has made one with another, and that other one.</summary>
    internal IEnumerable<(Identifier Self, Identifier Head)> Aliases => heads.Values;

    internal bool HasEdgeRules => Excluded.Count > 0 || heads.Count > 0;

    /// <summary>The identifier that stands for this one; itself where no rule joins it with another.</summary>
    internal Identifier Head(Identifier identifier) => heads.TryGetValue(identifier.Key, out var found) ? found.Head : identifier;

    private static IEnumerable<(UInt128 A, UInt128 B)> BothWays(IEnumerable<(Identifier A, Identifier B)> pairs) => pairs.SelectMany(pair => new[] { (pair.A.Key, pair.B.Key), (pair.B.Key, pair.A.Key) });

    /// <summary>The strongest identifier of each group that the pairs make.</summary>
    private static IEnumerable<(Identifier Self, Identifier Head)> Heads(IEnumerable<(Identifier A, Identifier B)> pairs)
    {
        var known = new Dictionary<Identifier, Identifier>();
        Identifier Find(Identifier item) => known.TryGetValue(item, out var head) && head != item ? Find(head) : item;
        foreach (var (a, b) in pairs)
        {
            var (one, two) = (Find(a), Find(b));
            var head = one < two ? one : two;
            known.TryAdd(a, a);
            known.TryAdd(b, b);
            known[one] = known[two] = head;
        }

        return known.Keys.Select(item => (Self: item, Head: Find(item))).Where(item => item.Self != item.Head);
    }
}
