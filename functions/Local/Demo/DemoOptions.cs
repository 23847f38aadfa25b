using System.CommandLine;
using System.Globalization;

namespace Pinstitch.Functions.Local.Demo;

/// <summary>The options of the demo.</summary>
internal static class DemoOptions
{
    public static Option<int> People { get; } = Bounded("--people", "People of the synthetic shop", 5_000, 100, 200_000);

    public static Option<int> Days { get; } = Bounded("--days", "Days of the synthetic shop", 60, 14, 365);

    public static Option<ulong> Seed { get; } = new("--seed")
    {
        Description = "Seed of the synthetic shop; the same seed gives the same numbers",
        DefaultValueFactory = _ => 20260901,
    };

    public static Option<bool> Once { get; } = new("--once") { Description = "End when the numbers are shown, instead of serving until Ctrl-C" };

    public static Option<bool> Fresh { get; } = new("--fresh") { Description = "Clear what earlier runs have left in the data folder" };

    public static Option<bool> Json { get; } = new("--json") { Description = "Print the result as JSON instead of a table" };

    private static Option<int> Bounded(string name, string description, int usual, int least, int most)
    {
        var option = new Option<int>(name) { Description = $"{description} ({least:N0} to {most:N0})", DefaultValueFactory = _ => usual };
        option.Validators.Add(result =>
        {
            // What is no number at all is reported by the parser itself.
            if (result.Tokens is [var given] && int.TryParse(given.Value, CultureInfo.InvariantCulture, out var value) && (value < least || value > most))
                result.AddError($"{name} must be {least:N0} to {most:N0}.");
        });
        return option;
    }
}
