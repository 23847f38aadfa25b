namespace Pinstitch.Attribute.DataDriven;

/// <summary>What one model gives one channel of observed paths.</summary>
/// <param name="Model">Model: <c>first</c>, <c>last</c>, <c>linear</c>, <c>position</c>, <c>shapley</c>, <c>markov_1</c> to <c>markov_4</c>, <c>shapley_chain</c>.</param>
/// <param name="Channel">Channel.</param>
/// <param name="Conversions">Conversions credited; over channels they sum to all conversions.</param>
/// <param name="Value">Value credited; null where the model is of conversions alone.</param>
/// <param name="RemovalEffect">Markov: 1 − P(conversion without the channel) ÷ P(conversion); null otherwise.</param>
/// <param name="StandardError">Sampled models: of <paramref name="Conversions"/>; null where it is exact.</param>
public sealed record PathCredit(string Model, string Channel, double Conversions, double? Value, double? RemovalEffect = null, double? StandardError = null);
