using System.CommandLine;
using System.Globalization;

namespace Pinstitch.Functions.Local.Shop;

/// <summary>The options that say which synthetic shop.</summary>
internal static class ShopOptions
{
    public static Option<int> People(int usual, int least, int most) => Bounded("--people", "People of the synthetic shop", usual, least, most);

    public static Option<int> Days(int usual, int least, int most) => Bounded("--days", "Days of the synthetic shop", usual, least, most);

    public static Option<ulong> Seed() => new("--seed")
    {
        Description = "Seed of the synthetic shop; the same seed gives the same numbers",
        DefaultValueFactory = _ => 20260901,
    };

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
