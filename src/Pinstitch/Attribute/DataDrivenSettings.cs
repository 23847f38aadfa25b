namespace Pinstitch.Attribute;

/// <summary>When and how data-driven models are fitted.</summary>
/// <param name="LeastConversions">Fewer conversions, and the models are not fitted.</param>
/// <param name="LeastPaths">Fewer paths, those without a conversion counted too, and the models are not fitted.</param>
/// <param name="MarkovOrder">How many touches a state of the chain remembers, 1 to 4.</param>
/// <param name="Replicates">Draws of the bootstrap over customers; 0 for no intervals.</param>
public sealed record DataDrivenSettings(int LeastConversions = 300, int LeastPaths = 3_000, int MarkovOrder = 1, int Replicates = 100);
