namespace Pinstitch.Functions.Attribute;

/// <summary>What a run's id is made from, as far as the events go.</summary>
/// <param name="Night">Last day that the run covers.</param>
/// <param name="Work">Folder of what its steps hand each other.</param>
/// <param name="EventsHash">Hash of the set of events with their persons.</param>
public sealed record NameInput(DateOnly Night, string Work, string EventsHash);
