namespace Pinstitch.Attribute;

/// <summary>The order of a proof.</summary>
/// <param name="Id">The shop's number.</param>
/// <param name="Time">When placed, milliseconds since 1970.</param>
/// <param name="Minor">Net value in minor units.</param>
/// <param name="Currency">ISO 4217.</param>
public sealed record ProvenOrder(string Id, long Time, long Minor, string Currency);
