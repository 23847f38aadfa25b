namespace Pinstitch.Stitch;

/// <summary>Limits and lists within which identifiers are taken for one person; <c>identity</c> in the configuration (docs/stitch.md).</summary>
public sealed record GuardRails
{
    /// <summary>Most identifiers of a person; those beyond it stay by themselves.</summary>
    public int MostIdentifiers { get; init; } = 500;

    /// <summary>An identifier with more neighbours links nobody; orders and clicks are not counted. A customer id may have as many as a person may have identifiers.</summary>
    public int MostNeighbours { get; init; } = 100;

    /// <summary>An identifier that was seen with more mail addresses is shared.</summary>
    public int MostEmails { get; init; } = 5;

    /// <summary>An identifier that was seen with more phone numbers is shared.</summary>
    public int MostPhones { get; init; } = 5;

    /// <summary>Types, beside the customer id, of which a person has one: <c>email</c>, <c>phone</c>, <c>crm_id</c>. Several in one person link nobody.</summary>
    public IReadOnlyList<string> Unique { get; init; } = [];

    /// <summary>For how many hours after its last sighting with a person a shared identifier is that person's.</summary>
    public int OwnerHours { get; init; } = 24;

    /// <summary>A night that merges more than so many times as many persons as usual, or makes a person that much larger, is stopped.</summary>
    public int TimesUsual { get; init; } = 5;

    /// <summary>Nights that are kept although they are unusual.</summary>
    public IReadOnlyList<DateOnly> Accepted { get; init; } = [];

    /// <summary>Values that link nobody, as <c>type:value</c>, beside the built-in ones.</summary>
    public IReadOnlyList<string> Blocked { get; init; } = [];

    /// <summary>Identifiers of staff, tills and kiosks, as <c>type:value</c>.</summary>
    public IReadOnlyList<string> Staff { get; init; } = [];

    /// <summary>Identifiers, or edges as two of them, that are not to count, as if they had never been seen.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Exclude { get; init; } = [];

    /// <summary>Pairs of identifiers that are one person's, whatever the guard rails say.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Include { get; init; } = [];
}
