using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pinstitch.Attribute.Models;

namespace Pinstitch.Configure;

/// <summary>Reads the measurement configuration and says of every mistake in it where it is and what would be right (docs/configuration.md).</summary>
public static class MeasurementReader
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    /// <param name="json">The file's text; comments are allowed.</param>
    /// <returns>The configuration, or a fault that lists all mistakes.</returns>
    public static Outcome<Measurement> Read(string json)
    {
        MeasurementFile? file;
        try
        {
            file = JsonSerializer.Deserialize<MeasurementFile>(json, Options);
        }
        catch (JsonException e)
        {
            return new Fault(FaultKind.Configuration, $"The measurement configuration cannot be read{Place(e)}: {Reason(e)}", e.Message);
        }

        if (file is null) return new Fault(FaultKind.Configuration, "The measurement configuration is empty.");
        var mistakes = MeasurementCheck.Mistakes(file).ToList();
        return mistakes.Count == 0
            ? Make(file)
            : new Fault(FaultKind.Configuration, "The measurement configuration is not right: " + string.Join(" ", mistakes));
    }

    private static Measurement Make(MeasurementFile file)
    {
        var shop = file.Shop!;
        var models = file.Models.Select(id => AttributionModels.Find(id, AttributionFile.Numbers(file.Attribution))!).ToList();

        // Only what decides a number: who is told, how work is split and what is kept are no part of a run's id.
        var canonical = JsonSerializer.Serialize(file with { Schema = null, Teams = [], Operators = null, Retention = new(), Shards = 0 }, Options);
        return new(
            shop.Name!,
            shop.Currency!,
            shop.TimeZone!,
            [.. file.Accounts.Select(account => new AdAccount(account.Platform!, account.Id!, account.Name ?? account.Id!, account.Currency!, account.TimeZone!, account.HistoryDays))],
            AttributionFile.Settings(file.Attribution, new(file.Windows.ClickDays, file.Windows.SaveDays, file.Windows.ViewDays, models)),
            file.DefaultModel ?? models[0].Id,
            file.Identity,
            file.Shards,
            [.. file.Teams.Select(team => new DigestTeam(team.Name!, team.Recipients!, team.Day, team.Hour))],
            file.Retention.Runs,
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical))))
        {
            CreditText = JsonSerializer.Serialize(new MeasurementFile { Shop = shop, Windows = file.Windows, Models = file.Models, Attribution = file.Attribution, DefaultModel = file.DefaultModel }, Options),
            Traffic = file.Traffic.Rules(),
            Operators = file.Operators ?? [],
            ClientDays = file.Retention.ClientDays,
        };
    }

    private static string Place(JsonException e)
    {
        var path = e.Path is null or "$" ? string.Empty : $" at {e.Path.TrimStart('$').TrimStart('.')}";
        return e.LineNumber is { } line ? $"{path} (line {line + 1})" : path;
    }

    /// <summary>In words that speak of the file and not of this program's types.</summary>
    private static string Reason(JsonException e)
    {
        if (e.Message.Contains("could not be mapped", StringComparison.Ordinal)) return "there is no such field. docs/configuration.md lists all.";
        if (e.Message.Contains("could not be converted", StringComparison.Ordinal) || e.Message.Contains("doesn't allow", StringComparison.Ordinal))
            return "the value is of the wrong kind. docs/configuration.md says what each field takes.";
        return e.Message.Split(" Path:")[0];
    }
}
