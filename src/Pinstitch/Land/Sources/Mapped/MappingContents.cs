namespace Pinstitch.Land.Sources.Mapped;

/// <summary>A list of products in another system's records.</summary>
/// <param name="Each">Path of the list.</param>
/// <param name="Fields">The product's fields and the templates of their values, read from an element of the list.</param>
public sealed record MappingContents(string Each, IReadOnlyList<KeyValuePair<string, MappingTemplate>> Fields);
