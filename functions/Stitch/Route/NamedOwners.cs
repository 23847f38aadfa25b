namespace Pinstitch.Functions.Stitch.Route;

/// <summary>Whose the identifiers are that the night asks about; blobs in <c>runs/</c>.</summary>
/// <param name="Persons">Lines of <see cref="Pinstitch.Stitch.PersonLines"/>, of the identifiers that were asked about.</param>
/// <param name="Gone">Hashes of the lines that no book is to have any more, 16 bytes each.</param>
public sealed record NamedOwners(string Persons, string Gone);
