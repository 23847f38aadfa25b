namespace Pinstitch.Stitch;

/// <summary>Limits within which identifiers are taken for one person.</summary>
/// <param name="MostIdentifiers">A merge that would make a larger person is held.</param>
public sealed record GuardRails(int MostIdentifiers = 500);
