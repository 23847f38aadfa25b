using System.CommandLine;
using Pinstitch.Functions.Local.Shop;

namespace Pinstitch.Functions.Local.Demo;

/// <summary>The options of the demo.</summary>
internal static class DemoOptions
{
    public static Option<int> People { get; } = ShopOptions.People(5_000, 100, 200_000);

    public static Option<int> Days { get; } = ShopOptions.Days(60, 14, 365);

    public static Option<ulong> Seed { get; } = ShopOptions.Seed();

    public static Option<bool> Once { get; } = new("--once") { Description = "End when the numbers are shown, instead of serving until Ctrl-C" };

    public static Option<bool> Fresh { get; } = new("--fresh") { Description = "Clear what earlier runs have left in the data folder" };

    public static Option<bool> Json { get; } = new("--json") { Description = "Print the result as JSON instead of a table" };
}
