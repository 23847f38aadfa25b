using System.Globalization;
using System.Text;

namespace Pinstitch.Serve;

/// <summary>A row of a served table.</summary>
public abstract record MartRow
{
    /// <summary>Rows that belong together in storage: a month, or <c>all</c>.</summary>
    public abstract string Partition { get; }

    /// <summary>Unique in the partition; sorts as people expect.</summary>
    public abstract string Key { get; }

    protected static string Month(DateOnly day) => day.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    protected static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Joins the parts of a key. Characters that Table Storage refuses in keys are written as <c>%hex</c>.</summary>
    protected static string Join(params ReadOnlySpan<string?> parts)
    {
        var key = new StringBuilder();
        foreach (var part in parts)
        {
            if (key.Length > 0) key.Append('|');
            foreach (var letter in part ?? string.Empty)
            {
                if (letter is '/' or '\\' or '#' or '?' or '%' or '|' || char.IsControl(letter)) key.Append(CultureInfo.InvariantCulture, $"%{(int)letter:x2}");
                else key.Append(letter);
            }
        }

        return key.ToString();
    }
}
