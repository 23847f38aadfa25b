namespace Pinstitch.Attribute;

/// <summary>Credit of a proof.</summary>
/// <param name="Model">Model.</param>
/// <param name="Touch">Place of the touch in the proof, from 0.</param>
/// <param name="Minor">Minor units.</param>
public sealed record ProvenCredit(string Model, int Touch, long Minor);
