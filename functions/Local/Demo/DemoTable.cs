using System.Globalization;
using Spectre.Console;

namespace Pinstitch.Functions.Local.Demo;

/// <summary>The demo's table on the console.</summary>
internal static class DemoTable
{
    public static Table Render(DemoResult result)
    {
        var table = new Table { Border = TableBorder.Rounded }.AddColumn(new TableColumn("Channel").NoWrap());
        foreach (var name in new[] { "Spend", "Claimed", "Last click", "Position", "Truth" })
            table.AddColumn(new TableColumn(name).RightAligned().NoWrap());
        foreach (var row in result.Channels)
            table.AddRow(row.Channel, Money(row.Spend == 0 && row.Claimed is null ? null : row.Spend), Money(row.Claimed), Money(row.LastClick), Money(row.PositionBased), Money(row.Truth));
        return table;
    }

    private static string Money(decimal? amount) =>
        amount is { } some ? (some < 0 ? "−€" : "€") + Math.Abs(some).ToString("#,0", CultureInfo.InvariantCulture) : "–";
}
