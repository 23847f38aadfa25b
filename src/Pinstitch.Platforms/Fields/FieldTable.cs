namespace Pinstitch.Platforms.Fields;

/// <summary>What the columns of a report mean, by name; nested values have dotted names (<c>metrics.costMicros</c>).</summary>
/// <param name="fields">Column by column.</param>
public sealed class FieldTable(IReadOnlyDictionary<string, Field> fields)
{
    public IReadOnlyDictionary<string, Field> Fields { get; } = fields;

    /// <summary>Columns whose names are made by a rule, such as action types; null where there are none.</summary>
    public Func<string, Field?>? Rule { get; init; }

    /// <summary>Whether the platform leaves zeros out: a number that was asked for and is missing from a row is then zero.</summary>
    public bool LeavesZerosOut { get; init; }

    /// <summary>Kind of cut where no column says; null for none.</summary>
    public string? CutType { get; init; }

    /// <summary>Canonical type by the platform's category and name, where claims are rows of their own; null where they are columns.</summary>
    public Func<string?, string?, string>? TypeOf { get; init; }

    /// <summary>What a column means; null when nothing is known of it.</summary>
    public Field? Find(string name) => Fields.TryGetValue(name, out var field) ? field : Rule?.Invoke(name);
}
