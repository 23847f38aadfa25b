namespace Pinstitch.Land.Sources.Mapped;

/// <summary>How another system's records become events: a mapping file, read (docs/webhooks.md, "Mapping files").</summary>
/// <param name="Name">The last part of the webhook's address.</param>
/// <param name="Each">Path of the list of records within a body; empty where the body is one, or a list of them.</param>
/// <param name="Signature">How requests are signed; null where a function key is asked for instead.</param>
/// <param name="Maps">Tables from the other system's words to ours.</param>
/// <param name="Rules">Every rule whose conditions hold gives an event.</param>
public sealed record Mapping(
    string Name,
    string Each,
    MappingSignature? Signature,
    IReadOnlyDictionary<string, IReadOnlyDictionary<string, string>> Maps,
    IReadOnlyList<MappingRule> Rules)
{
    /// <summary>What the rules read of a record, beside the products in it: for each place the names of which one is enough.</summary>
    public IEnumerable<IReadOnlyList<string>> Places =>
        Rules.SelectMany(rule => rule.Fields.SelectMany(item => item.Value.Places).Concat(rule.When.Select(condition => (IReadOnlyList<string>)condition.Key.Split("??", StringSplitOptions.TrimEntries)))
            .Where(names => rule.Each is null || !names.Any(name => name == "each" || name.StartsWith("each.", StringComparison.Ordinal))));
}
