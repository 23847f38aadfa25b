using System.Text;
using Pinstitch.Platforms.Fields;
using Pinstitch.Platforms.Rows;

namespace Pinstitch.Platforms.Normal;

/// <summary>What the columns that have come mean, looked up once each.</summary>
internal sealed class ColumnMap(NameTable names, FieldTable table)
{
    private readonly List<Field?> fields = [];
    private readonly List<bool> looked = [];
    private readonly Dictionary<FieldRole, int> last = [];
    private int[]? cut;

    public FieldTable Table { get; } = table;

    /// <summary>The meaning of a column; null when nothing is known of it.</summary>
    public Field? this[int name]
    {
        get
        {
            while (fields.Count <= name)
            {
                fields.Add(null);
                looked.Add(false);
            }

            if (!looked[name]) (fields[name], looked[name]) = (Table.Find(names[name]), true);
            return fields[name];
        }
    }

    public string Name(int name) => names[name];

    /// <summary>Places of the columns that rows are cut by, in the table's order; -1 for one that the row does not have.</summary>
    public IEnumerable<int> Cut(FlatRow row)
    {
        cut ??= [.. Table.CutColumns.Select(column => names.Number(Encoding.UTF8.GetBytes(column)))];
        foreach (var name in cut) yield return row.Find(name);
    }

    /// <summary>Place of the first column of a role, a fallback's where there is no other; -1 when the row has none.</summary>
    public int Find(FlatRow row, FieldRole role)
    {
        // Rows mostly look like the row before.
        if (last.TryGetValue(role, out var guess) && guess < row.Count && this[row.Name(guess)] is { IsFallback: false } known && known.Role == role) return guess;
        var fallback = -1;
        for (var place = 0; place < row.Count; place++)
        {
            if (this[row.Name(place)] is not { } field || field.Role != role) continue;
            if (field.IsFallback)
            {
                fallback = place;
                continue;
            }

            last[role] = place;
            return place;
        }

        return fallback;
    }
}
