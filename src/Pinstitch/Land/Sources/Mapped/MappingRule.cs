namespace Pinstitch.Land.Sources.Mapped;

/// <summary>One kind of event in another system's records.</summary>
/// <param name="Each">Path of a list within the record of which every element gives an event, and is what the name <c>each</c> stands for; null for one event.</param>
/// <param name="When">Paths and the values that they may have, in lower case; null for "anything", an empty list for "nothing".</param>
/// <param name="Fields">The contract's fields and the templates of their values.</param>
/// <param name="Contents">The list of products; null for none.</param>
public sealed record MappingRule(
    string? Each,
    IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>?>> When,
    IReadOnlyList<KeyValuePair<string, MappingTemplate>> Fields,
    MappingContents? Contents);
