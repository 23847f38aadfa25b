namespace Pinstitch.Land.Sources.Mapped;

/// <summary>One kind of event in another system's records.</summary>
/// <param name="When">Paths and the values that they may have, in lower case; null for "anything", an empty list for "nothing".</param>
/// <param name="Fields">The contract's fields and the templates of their values.</param>
/// <param name="Contents">The list of products; null for none.</param>
public sealed record MappingRule(
    IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>?>> When,
    IReadOnlyList<KeyValuePair<string, MappingTemplate>> Fields,
    MappingContents? Contents);
