namespace Pinstitch.Measures;

/// <summary>A formula in words, for pages and documents.</summary>
/// <param name="Id">Goes with every number that the formula gives; a change of meaning takes a new id.</param>
/// <param name="Name">For people.</param>
/// <param name="Definition">What is divided by what, and when there is no number.</param>
public sealed record FormulaText(string Id, string Name, string Definition);
