using System.Globalization;
using Spectre.Console;

namespace Pinstitch.Functions.Local.Demo;

/// <summary>What the demo says at the end.</summary>
internal static class DemoReport
{
    public static void Write(IAnsiConsole console, DemoResult result)
    {
        console.WriteLine();
        console.Write(DemoTable.Render(result));
        console.MarkupLine("[grey]Claimed: what the platforms say; their claims overlap. Truth: revenue that is missing[/]");
        console.MarkupLine("[grey]when the same people live again without the channel.[/]");
        console.WriteLine();
        var errors = result.Truth.Models.OrderBy(model => model.Error).Select(model => $"{model.Name} {Percent((double)model.Error)}");
        Line(console, "Off the truth", string.Join(" · ", errors));
        var stitching = result.Truth.Stitching;
        Line(console, "Stitching", $"{Percent(stitching.Precision)} of pairs right, {Percent(stitching.Recall)} found; {Percent(stitching.Exact)} of {stitching.Persons:N0} persons exact");
        if (result.Counts.Stitching is { } figures) Line(console, string.Empty, $"{Percent(figures.ShareKnown)} of {figures.Persons:N0} persons of several identifiers are known, {Percent(figures.ShareAcrossDevices)} were seen on several devices");
        Line(console, "Guard rails", string.Join(" · ", result.Truth.Guards.Select(guard => $"{guard.Guard} {guard.Right + guard.Wrong:N0} pairs held, {guard.Right:N0} rightly")));
        Line(console, "Messages", $"{result.Counts.Received:N0} received = {result.Counts.Landed:N0} landed + {result.Counts.Rejected:N0} rejected + {result.Counts.Duplicates:N0} duplicates");
        Line(console, "Dashboard", result.Dashboard);
        Line(console, string.Empty, result.DashboardFile);
        foreach (var digest in result.Digests) Line(console, "Digest", digest);
        Line(console, "Run", string.Create(CultureInfo.InvariantCulture, $"{result.RunId}, done in {result.Seconds:0.0} s"));
    }

    /// <summary>Straight to the output: an address that Spectre wraps can neither be clicked nor copied.</summary>
    private static void Line(IAnsiConsole console, string name, string text) => console.Profile.Out.Writer.WriteLine($"{name,-14} {text}");

    private static string Percent(double share) => share.ToString("0.# %", CultureInfo.InvariantCulture);
}
