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

    /// <summary>Columns that rows are cut by where no column says so itself: their values together are the cut's value, their names its kind.</summary>
    public IReadOnlyList<string> CutColumns { get; init; } = [];

    /// <summary>Kind of the cut that <see cref="CutColumns"/> make, such as <c>age_and_gender</c>; null for none.</summary>
    public string? CutType => CutColumns.Count == 0 ? null : string.Join("_and_", CutColumns);

    /// <summary>Canonical type by the platform's category and name, where claims are rows of their own; null where they are columns.</summary>
    public Func<string?, string?, string>? TypeOf { get; init; }

    /// <summary>What a column means; null when nothing is known of it.</summary>
    public Field? Find(string name) => Fields.TryGetValue(name, out var field) ? field : Rule?.Invoke(name);
}
