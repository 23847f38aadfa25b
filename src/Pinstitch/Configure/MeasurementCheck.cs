using Pinstitch.Attribute.Models;
using Pinstitch.Collect;

namespace Pinstitch.Configure;

/// <summary>Finds what is wrong in a measurement configuration that could be read, and says what would be right.</summary>
internal static class MeasurementCheck
{
    /// <summary>Google keeps eleven years; a platform that keeps less is asked for what it has.</summary>
    private const int MostHistoryDays = 11 * 365;

    public static IEnumerable<string> Mistakes(MeasurementFile file)
    {
        if (file.Shop is not { } shop) return ["shop is missing (name, currency, timeZone)."];
        return
        [
            .. Shop(shop),
            .. file.Accounts.SelectMany((account, index) => Account(account, $"accounts[{index}]", shop.Currency)),
            .. file.Accounts.GroupBy(account => (account.Platform, account.Id)).Where(group => group.Count() > 1).Select(group => $"accounts: {group.Key.Platform} {group.Key.Id} is there twice."),
            .. Windows(file.Windows),
            .. AttributionFile.Mistakes(file.Attribution, PlatformCatalogue.Ids),
            .. Models(file),
            .. GuardRailCheck.Mistakes(file.Identity),
            .. file.Traffic.Mistakes(),
            .. file.Teams.SelectMany((team, index) => Team(team, $"teams[{index}]")),
            .. SameTeams(file.Teams),
            .. (file.Operators ?? []).Where(address => !IsAddress(address)).Select(address => $"operators: '{address}' is no mail address."),
            .. Numbers(file),
        ];
    }

    private static IEnumerable<string> Shop(MeasurementFile.ShopPart shop)
    {
        if (string.IsNullOrWhiteSpace(shop.Name)) yield return "shop.name is missing.";
        if (!IsCurrency(shop.Currency)) yield return $"shop.currency '{shop.Currency}' is no currency of ISO 4217, such as EUR.";
        if (!IsZone(shop.TimeZone)) yield return $"shop.timeZone '{shop.TimeZone}' is no IANA time zone, such as Europe/Berlin.";
    }

    private static IEnumerable<string> Account(MeasurementFile.AccountPart account, string where, string? currency)
    {
        if (!PlatformCatalogue.Ids.Contains(account.Platform)) yield return $"{where}.platform '{account.Platform}' is none of {string.Join(", ", PlatformCatalogue.Ids)}.";
        if (string.IsNullOrWhiteSpace(account.Id)) yield return $"{where}.id is missing.";
        if (!IsCurrency(account.Currency)) yield return $"{where}.currency '{account.Currency}' is no currency of ISO 4217, such as EUR.";
        else if (IsCurrency(currency) && account.Currency != currency) yield return $"{where}.currency is {account.Currency}, the shop's is {currency}: money in two currencies cannot be added, and there are no exchange rates yet.";
        if (!IsZone(account.TimeZone)) yield return $"{where}.timeZone '{account.TimeZone}' is no IANA time zone, such as Europe/Berlin.";
        if (account.HistoryDays is < 1 or > MostHistoryDays) yield return $"{where}.historyDays must be 1 to {MostHistoryDays}.";
    }

    private static IEnumerable<string> Windows(MeasurementFile.WindowsPart windows)
    {
        if (windows.ClickDays is < 0 or > 400) yield return "windows.clickDays must be 0 to 400.";
        if (windows.SaveDays is < 0 or > 400) yield return "windows.saveDays must be 0 to 400.";
        if (windows.ViewDays is < 0 or > 30) yield return "windows.viewDays must be 0 to 30.";
    }

    private static IEnumerable<string> Models(MeasurementFile file)
    {
        if (file.Models.Count == 0) yield return "models is empty.";
        foreach (var model in file.Models.Where(model => AttributionModels.Find(model) is null))
            yield return $"models: '{model}' is none of {string.Join(", ", AttributionModels.Ids)}.";
        foreach (var twice in file.Models.GroupBy(model => model, StringComparer.Ordinal).Where(group => group.Count() > 1))
            yield return $"models: '{twice.Key}' is there twice.";
        if (file.DefaultModel is { } chosen && !file.Models.Contains(chosen)) yield return $"defaultModel '{chosen}' is not among models.";
    }

    private static IEnumerable<string> Team(MeasurementFile.TeamPart team, string where)
    {
        if (string.IsNullOrWhiteSpace(team.Name)) yield return $"{where}.name is missing.";
        else if (DigestTeam.IdOf(team.Name).Length == 0) yield return $"{where}.name '{team.Name}' needs a letter from a to z or a digit: ids are made of it.";
        if (team.Recipients is not { Count: > 0 }) yield return $"{where}.recipients is empty.";
        foreach (var address in (team.Recipients ?? []).Where(address => !IsAddress(address)))
            yield return $"{where}.recipients: '{address}' is no mail address.";
        if (team.Hour is < 0 or > 23) yield return $"{where}.hour must be 0 to 23.";
    }

    /// <summary>Digests are sent at most once per team and week, and the id tells the teams apart.</summary>
    private static IEnumerable<string> SameTeams(IEnumerable<MeasurementFile.TeamPart> teams) => teams
        .Where(team => !string.IsNullOrWhiteSpace(team.Name))
        .GroupBy(team => DigestTeam.IdOf(team.Name!), StringComparer.Ordinal)
        .Where(group => group.Key.Length > 0 && group.Count() > 1)
        .Select(group => $"teams: the names {string.Join(" and ", group.Select(team => $"'{team.Name}'"))} differ in signs only; each team needs a name of its own.");

    private static IEnumerable<string> Numbers(MeasurementFile file)
    {
        if (file.Shards is < 1 or > 512) yield return "shards must be 1 to 512.";
        if (file.Retention.Runs is < 1 or > 400) yield return "retention.runs must be 1 to 400.";
        if (file.Retention.ClientDays is < 0 or > 90) yield return "retention.clientDays must be 0 to 90.";
    }

    private static bool IsAddress(string address) =>
        address.Split('@') is [{ Length: > 0 }, { Length: > 0 }] && !address.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter));

    private static bool IsCurrency(string? code) => code is not null && Currencies.MinorDigits(code) is not null;

    private static bool IsZone(string? name) => name is not null && TimeZoneInfo.TryFindSystemTimeZoneById(name, out _);
}
