namespace Pinstitch.Functions.Attribute;

/// <summary>What data-driven models came to.</summary>
/// <param name="Models">Blob in <c>credit/</c>.</param>
/// <param name="Withheld">Levels that were not fitted, with the reason.</param>
/// <param name="EffectsHash">Hash of the effects that channels are weighed by.</param>
/// <param name="BaseEffectsHash">The same of the run that is gone on from; null for none.</param>
public sealed record FittedModels(string Models, IReadOnlyList<string> Withheld, string EffectsHash, string? BaseEffectsHash);
