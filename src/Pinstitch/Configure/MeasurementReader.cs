using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pinstitch.Attribute.Models;
using Pinstitch.Stitch;

namespace Pinstitch.Configure;

/// <summary>Reads the measurement configuration and says of every mistake in it where it is and what would be right.</summary>
public static class MeasurementReader
{
    private static readonly string[] Platforms = ["pinterest", "meta", "google"];

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <param name="json">The file's text; comments are allowed.</param>
    /// <returns>The configuration, or a fault that lists all mistakes.</returns>
    public static Outcome<Measurement> Read(string json)
    {
        File? file;
        try
        {
            file = JsonSerializer.Deserialize<File>(json, Options);
        }
        catch (JsonException e)
        {
            var place = e.LineNumber is { } line ? $" (line {line + 1})" : string.Empty;
            return new Fault(FaultKind.Configuration, $"The measurement configuration cannot be read at {e.Path ?? "$"}{place}: {e.Message.Split(" Path:")[0]}");
        }

        if (file is null) return new Fault(FaultKind.Configuration, "The measurement configuration is empty.");
        var mistakes = Mistakes(file).ToList();
        return mistakes.Count == 0
            ? Make(file)
            : new Fault(FaultKind.Configuration, "The measurement configuration is not right: " + string.Join(" ", mistakes));
    }

    private static Measurement Make(File file)
    {
        var shop = file.Shop!;
        var models = (file.Models ?? [.. DefaultModels]).Select(id => AttributionModels.Find(id, AttributionFile.Numbers(file.Attribution))!).ToList();
        var windows = file.Windows ?? new();
        var canonical = JsonSerializer.Serialize(file with { Teams = null, Shards = 0 }, Options);
        return new(
            shop.Name!,
            shop.Currency!,
            shop.TimeZone!,
            [.. (file.Accounts ?? []).Select(account => new AdAccount(account.Platform!, account.Id!, account.Name ?? account.Id!, account.Currency!, account.TimeZone!, account.HistoryDays))],
            AttributionFile.Settings(file.Attribution, new(windows.ClickDays, windows.SaveDays, windows.ViewDays, models)),
            file.DefaultModel ?? models[0].Id,
            file.Identity ?? new(),
            file.Shards,
            [.. (file.Teams ?? []).Select(team => new DigestTeam(team.Name!, team.Recipients!, team.Day, team.Hour))],
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical))));
    }

    private static IEnumerable<string> DefaultModels => ["last_click", "first_click", "linear", "time_decay", "position_based"];

    private static IEnumerable<string> Mistakes(File file)
    {
        if (file.Shop is not { } shop)
        {
            yield return "shop is missing (name, currency, timeZone).";
            yield break;
        }

        if (string.IsNullOrWhiteSpace(shop.Name)) yield return "shop.name is missing.";
        if (shop.Currency is null || Currencies.MinorDigits(shop.Currency) is null) yield return $"shop.currency '{shop.Currency}' is no currency of ISO 4217.";
        if (!IsZone(shop.TimeZone)) yield return $"shop.timeZone '{shop.TimeZone}' is no IANA time zone, such as Europe/Berlin.";
        foreach (var (account, index) in (file.Accounts ?? []).Select((account, index) => (account, index)))
        {
            var where = $"accounts[{index}]";
            if (!Platforms.Contains(account.Platform)) yield return $"{where}.platform '{account.Platform}' is none of {string.Join(", ", Platforms)}.";
            if (string.IsNullOrWhiteSpace(account.Id)) yield return $"{where}.id is missing.";
            if (account.Currency is null || Currencies.MinorDigits(account.Currency) is null) yield return $"{where}.currency '{account.Currency}' is no currency of ISO 4217.";
            if (!IsZone(account.TimeZone)) yield return $"{where}.timeZone '{account.TimeZone}' is no IANA time zone.";
            if (account.HistoryDays is < 1 or > 900) yield return $"{where}.historyDays must be 1 to 900.";
        }

        var twice = (file.Accounts ?? []).GroupBy(account => (account.Platform, account.Id)).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null) yield return $"accounts: {twice.Key.Platform} {twice.Key.Id} is there twice.";
        var windows = file.Windows ?? new();
        if (windows.ClickDays is < 0 or > 400) yield return "windows.clickDays must be 0 to 400.";
        if (windows.SaveDays is < 0 or > 400) yield return "windows.saveDays must be 0 to 400.";
        if (windows.ViewDays is < 0 or > 30) yield return "windows.viewDays must be 0 to 30.";
        foreach (var mistake in AttributionFile.Mistakes(file.Attribution, Platforms)) yield return mistake;
        if (file.Models is { Count: 0 }) yield return "models is empty.";
        foreach (var model in (file.Models ?? []).Where(model => AttributionModels.Find(model) is null))
            yield return $"models: '{model}' is none of {string.Join(", ", AttributionModels.Ids)}.";
        if (file.DefaultModel is { } chosen && !(file.Models ?? [.. DefaultModels]).Contains(chosen)) yield return $"defaultModel '{chosen}' is not among models.";
        foreach (var mistake in GuardRailCheck.Mistakes(file.Identity ?? new())) yield return mistake;
        if (file.Shards is < 1 or > 512) yield return "shards must be 1 to 512.";
        foreach (var (team, index) in (file.Teams ?? []).Select((team, index) => (team, index)))
        {
            if (string.IsNullOrWhiteSpace(team.Name)) yield return $"teams[{index}].name is missing.";
            if (team.Recipients is not { Count: > 0 }) yield return $"teams[{index}].recipients is empty.";
            if (team.Hour is < 0 or > 23) yield return $"teams[{index}].hour must be 0 to 23.";
        }
    }

    private static bool IsZone(string? name) => name is not null && TimeZoneInfo.TryFindSystemTimeZoneById(name, out _);

    // The file's own shape: what is optional there gets its default here.
    private sealed record File
    {
        [JsonPropertyName("$schema")]
        public string? Schema { get; init; }

        public ShopPart? Shop { get; init; }

        public List<AccountPart>? Accounts { get; init; }

        public WindowsPart? Windows { get; init; }

        public List<string>? Models { get; init; }

        public AttributionFile? Attribution { get; init; }

        public string? DefaultModel { get; init; }

        public GuardRails? Identity { get; init; }

        public int Shards { get; init; } = 8;

        public List<TeamPart>? Teams { get; init; }
    }

    private sealed record ShopPart(string? Name, string? Currency, string? TimeZone);

    private sealed record AccountPart(string? Platform, string? Id, string? Name, string? Currency, string? TimeZone)
    {
        public int HistoryDays { get; init; } = 90;
    }

    private sealed record WindowsPart
    {
        public double ClickDays { get; init; } = 30;

        public double SaveDays { get; init; } = 30;

        public double ViewDays { get; init; } = 1;
    }

    private sealed record TeamPart(string? Name, List<string>? Recipients, DayOfWeek Day, int Hour);
}
