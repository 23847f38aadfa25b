using Pinstitch.Land;

namespace Pinstitch.Stitch.Clusters;

/// <summary>What happened to a person in a night.</summary>
/// <param name="Night">The night.</param>
/// <param name="Kind"><c>added</c>, <c>merged</c>, <c>split</c>, <c>held</c>, or <c>made again</c> for a night that found all persons anew.</param>
/// <param name="Cause">Why, as in <see cref="StepNote"/>.</param>
/// <param name="Person">The person who got or lost them.</param>
/// <param name="Other">The person whose they were before, or are after; null where it is nobody's by name.</param>
/// <param name="Identifiers">Those that went, sorted.</param>
/// <param name="Guard">For <c>held</c>, the guard rail.</param>
public sealed record HistoryEntry(DateOnly Night, string Kind, string Cause, UInt128 Person, UInt128? Other, IReadOnlyList<Identifier> Identifiers, Guard? Guard = null);
