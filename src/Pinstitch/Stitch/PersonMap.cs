using Pinstitch.Land;
using Pinstitch.Stitch.Clusters;

namespace Pinstitch.Stitch;

/// <summary>Whose every identifier is, followed through the changes of all nights.</summary>
public sealed class PersonMap
{
    private readonly Dictionary<Identifier, (UInt128 Person, Guard? Guard)> known = [];
    private readonly IdentityRules rules;
    private readonly IReadOnlySet<Identifier>? wanted;

    /// <param name="changes">Files of changes, oldest first.</param>
    /// <param name="rules">Lists; what they take out is in no change.</param>
    /// <param name="wanted">The identifiers that will be asked about; null for any.</param>
    public PersonMap(IEnumerable<ReadOnlyMemory<byte>> changes, IdentityRules rules, IReadOnlySet<Identifier>? wanted = null)
    {
        ArgumentNullException.ThrowIfNull(changes);
        (this.rules, this.wanted) = (rules, wanted);
        foreach (var file in changes) Follow(file);
    }

    public int Count => known.Count;

    /// <summary>How many persons have more than one identifier.</summary>
    public int Persons => known.Values.Where(item => item.Guard is null).Select(item => item.Person).Distinct().Count();

    /// <summary>All identifiers that are not alone, and all that guard rails hold, sorted.</summary>
    public IEnumerable<LinkedIdentifier> All =>
        known.OrderBy(item => item.Key).Select(item => new LinkedIdentifier(item.Key, item.Value.Person, item.Value.Guard, item.Value.Guard is not null));

    /// <summary>Whether an identifier is not alone, or a guard rail holds it.</summary>
    public bool Knows(Identifier identifier) => known.ContainsKey(identifier);

    public LinkedIdentifier Find(Identifier identifier)
    {
        if (rules.Cut.TryGetValue(rules.Head(identifier).Key, out var cut)) return new(identifier, PersonIds.Alone(identifier), cut, true);
        return known.TryGetValue(identifier, out var found)
            ? new(identifier, found.Person, found.Guard, found.Guard is not null)
            : new(identifier, PersonIds.Of(identifier), null, true);
    }

    /// <summary>Follows one more file of changes.</summary>
    public void Follow(ReadOnlyMemory<byte> changes)
    {
        foreach (var change in ChangeRun.Read(changes))
        {
            if (wanted?.Contains(change.Identifier) == false) continue;
            if (change is { IsAlone: true, Guard: null }) known.Remove(change.Identifier);
            else known[change.Identifier] = (change.After, change.Guard);
        }
    }

    /// <summary>Why an edge joins nothing; null for one that does.</summary>
    public Guard? GuardOf(Identifier one, Identifier two)
    {
        if (rules.Excluded.Contains((one.Key, two.Key))) return Guard.Excluded;
        var (head, other) = (rules.Head(one), rules.Head(two));
        // A rule has made them one, whatever guard rails say of that one.
        if (head == other) return null;
        var (a, b) = (Find(one), Find(two));
        if (a.Guard is null && b.Guard is null && a.Person == b.Person) return null;
        if (a.Guard is not null || b.Guard is not null) return (Guard)Math.Min((int)(a.Guard ?? Guard.OtherPerson), (int)(b.Guard ?? Guard.OtherPerson));
        return head.Type.IsStrong() && other.Type.IsStrong() ? Guard.UniqueId : Guard.OtherPerson;
    }
}
