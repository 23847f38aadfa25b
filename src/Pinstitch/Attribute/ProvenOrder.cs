namespace Pinstitch.Attribute;

/// <summary>The order of a proof.</summary>
/// <param name="Id">The shop's number.</param>
/// <param name="Time">When placed, milliseconds since 1970.</param>
/// <param name="Minor">Net value in minor units: what there is to give credit for.</param>
/// <param name="Gross">What it was placed or edited to.</param>
/// <param name="Refunded">What was given back of it.</param>
/// <param name="Currency">ISO 4217.</param>
public sealed record ProvenOrder(string Id, long Time, long Minor, long Gross, long Refunded, string Currency);
