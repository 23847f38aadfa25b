using System.CommandLine;
using Pinstitch.Configure;

namespace Pinstitch.Functions.Local.Collect;

/// <summary>Options of the verbs that collect.</summary>
internal static class CollectOptions
{
    public static Option<string?> Platform { get; } = new("--platform") { Description = "Only this platform's accounts", HelpName = "id" };

    public static Option<bool> Json { get; } = new("--json") { Description = "Print the result as JSON instead of a table" };

    public static Option<DateOnly> From { get; } = DayOption.Needed("--from", "First day, such as 2024-06-01");

    public static Option<DateOnly> To { get; } = DayOption.Needed("--to", "Last day, included");

    /// <exception cref="SettingsException">The platform has no account.</exception>
    public static IReadOnlyList<AdAccount> Accounts(ParseResult parse, Measurement measurement)
    {
        var platform = parse.GetValue(Platform);
        var accounts = measurement.Accounts.Where(account => platform is null || account.Platform == platform).ToList();
        return accounts.Count > 0 ? accounts : throw new SettingsException($"The configuration has no account on {platform}; it has {string.Join(", ", measurement.Accounts.Select(account => account.Platform).Distinct())}.");
    }
}
