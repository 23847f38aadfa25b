namespace Pinstitch.Functions.Attribute;

/// <summary>What data-driven models came to.</summary>
/// <param name="Models">Blob in <c>credit/</c>.</param>
/// <param name="Withheld">Levels that were not fitted, with the reason.</param>
public sealed record FittedModels(string Models, IReadOnlyList<string> Withheld);
