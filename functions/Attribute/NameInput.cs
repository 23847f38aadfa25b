namespace Pinstitch.Functions.Attribute;

/// <summary>What a run's id is made from, as far as the events go.</summary>
public sealed record NameInput(DateOnly Night, string Work, string EventsHash);
