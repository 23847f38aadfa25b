namespace Pinstitch.Land;

/// <summary>What came of reading an event: the event, or why it cannot be taken.</summary>
/// <param name="Event">Null when a rule is broken.</param>
/// <param name="Violations">Empty when none is.</param>
public sealed record EventReading(LandedEvent? Event, IReadOnlyList<Violation> Violations);
