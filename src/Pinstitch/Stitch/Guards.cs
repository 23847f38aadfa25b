namespace Pinstitch.Stitch;

/// <summary>The names of guard rails on storage and on pages.</summary>
public static class Guards
{
    private static readonly string[] Names =
    [
        "blocked_value", "excluded", "staff", "hub", "shared_identifier", "person_size", "unique_id", "other_person",
    ];

    public static IReadOnlyList<Guard> All { get; } = Enum.GetValues<Guard>();

    public static string Name(this Guard guard) => Names[(int)guard];

    /// <summary>Null for a name that is none of ours.</summary>
    public static Guard? Find(string name) => Array.IndexOf(Names, name) is >= 0 and var place ? (Guard)place : null;
}
