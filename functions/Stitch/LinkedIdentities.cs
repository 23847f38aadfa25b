namespace Pinstitch.Functions.Stitch;

/// <summary>What stitching came to.</summary>
/// <param name="Persons">Blob in <c>identity/</c> that tells each identifier's person.</param>
/// <param name="Identifiers">How many identifiers are in it.</param>
/// <param name="Held">How many pairs of identifiers each guard rail has held.</param>
public sealed record LinkedIdentities(string Persons, int Identifiers, IReadOnlyDictionary<string, long> Held);
