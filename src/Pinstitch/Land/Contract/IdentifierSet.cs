namespace Pinstitch.Land.Contract;

/// <summary>The identifiers of one event, while they are being found.</summary>
internal struct IdentifierSet(Pseudonyms pseudonyms)
{
    private List<Identifier>? found;
    private List<LandedAlias>? former;

    public readonly int Count => found?.Count ?? 0;

    public void Add(IdentifierType type, ReadOnlySpan<byte> value)
    {
        var made = pseudonyms.For(type, value);
        if ((found ??= new(4)).Contains(made)) return;
        found.Add(made);
        if (pseudonyms.IsChanging) (former ??= []).Add(new(pseudonyms.Former(type, value), made));
    }

    public readonly Identifier[] Sorted()
    {
        if (found is null) return [];
        found.Sort();
        return [.. found];
    }

    /// <summary>Sorted by the present identifier; null outside of a change of pepper.</summary>
    public readonly IReadOnlyList<LandedAlias>? Former()
    {
        former?.Sort((one, two) => one.Present.CompareTo(two.Present));
        return former;
    }
}
