using System.Text.Json.Serialization;
using Pinstitch.Attribute;
using Pinstitch.Attribute.Models;
using Pinstitch.Land;
using Pinstitch.Serve;

namespace Pinstitch.Configure;

/// <summary>The part <c>attribution</c> of the configuration file: all of it optional, with the defaults of <see cref="AttributionSettings"/>.</summary>
internal sealed record AttributionFile
{
    public double? HalfLifeDays { get; init; }

    public PositionPart? Position { get; init; }

    public List<PlatformPart>? Platforms { get; init; }

    public ViewRule? Views { get; init; }

    public DirectUse Direct { get; init; }

    public TouchRanks? Ranks { get; init; }

    public bool ResetAfterOrder { get; init; }

    public int RepeatMinutes { get; init; } = 30;

    public DataDrivenSettings? DataDriven { get; init; }

    /// <summary>Left out of the canonical form, so that those who have none keep their run ids.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public decimal? BreakevenRoas { get; init; }

    public List<ConversionPart>? Conversions { get; init; }

    public static ModelNumbers Numbers(AttributionFile? file) => new()
    {
        HalfLifeDays = file?.HalfLifeDays ?? 7,
        First = file?.Position?.First ?? 0.4m,
        Last = file?.Position?.Last ?? 0.4m,
    };

    public static AttributionSettings Settings(AttributionFile? file, AttributionSettings windows) => file is null ? windows : windows with
    {
        Platforms = [.. (file.Platforms ?? []).Select(part => new PlatformWindow(part.Platform!, part.ClickDays ?? windows.ClickDays, part.SaveDays ?? windows.SaveDays, part.ViewDays ?? windows.ViewDays))],
        Views = file.Views ?? new(),
        Direct = file.Direct,
        Ranks = file.Ranks ?? new(),
        ResetAfterOrder = file.ResetAfterOrder,
        RepeatGap = TimeSpan.FromMinutes(file.RepeatMinutes),
        DataDriven = file.DataDriven ?? new(),
        BreakevenRoas = file.BreakevenRoas ?? 1,
        Conversions = [.. (file.Conversions ?? []).Select(part => new ConversionType(part.Id!, part.Event!, part.Stage, part.ValueMinor))],
    };

    public static IEnumerable<string> Mistakes(AttributionFile? file, IReadOnlyList<string> platforms)
    {
        if (file is null) yield break;
        if (file.HalfLifeDays is <= 0 or > 400) yield return "attribution.halfLifeDays must be above 0, at most 400.";
        if (file.Position is { } position && (position.First < 0 || position.Last < 0 || position.First + position.Last > 1))
            yield return "attribution.position: first and last must not be negative, and together at most 1.";
        foreach (var (window, index) in (file.Platforms ?? []).Select((window, index) => (window, index)))
        {
            var where = $"attribution.platforms[{index}]";
            if (window.Platform is null || !platforms.Contains(window.Platform)) yield return $"{where}.platform '{window.Platform}' is none of {string.Join(", ", platforms)}.";
            if (window.ClickDays is < 0 or > 400) yield return $"{where}.clickDays must be 0 to 400.";
            if (window.SaveDays is < 0 or > 400) yield return $"{where}.saveDays must be 0 to 400.";
            if (window.ViewDays is < 0 or > 30) yield return $"{where}.viewDays must be 0 to 30.";
        }

        if (file.Platforms?.GroupBy(window => window.Platform).FirstOrDefault(group => group.Count() > 1) is { } twice)
            yield return $"attribution.platforms: {twice.Key} is there twice.";
        if (file.Views is { } views)
        {
            if (views.Weight is <= 0 or > 1) yield return "attribution.views.weight must be above 0, at most 1.";
            if (views.HalfLifeDays is < 0 or > 30) yield return "attribution.views.halfLifeDays must be 0 to 30.";
            if (views.MostShare is <= 0 or > 1) yield return "attribution.views.mostShare must be above 0, at most 1.";
        }

        if (file.Ranks is { } ranks && new[] { ranks.Click, ranks.Save, ranks.View }.Any(rank => rank is < 0 or > 9)) yield return "attribution.ranks must be 0 to 9.";
        if (file.RepeatMinutes is < 0 or > 1440) yield return "attribution.repeatMinutes must be 0 to 1440.";
        if (file.BreakevenRoas is <= 0 or > 100) yield return "attribution.breakevenRoas must be above 0, at most 100: 1 ÷ the margin that is left of revenue before ads.";
        if (file.DataDriven is { } driven)
        {
            if (driven.MarkovOrder is < 1 or > 4) yield return "attribution.dataDriven.markovOrder must be 1 to 4.";
            if (driven.Replicates is < 0 or > 1000) yield return "attribution.dataDriven.replicates must be 0 to 1000.";
            if (driven.LeastConversions < 0 || driven.LeastPaths < 0) yield return "attribution.dataDriven: leastConversions and leastPaths must not be negative.";
        }

        foreach (var (part, index) in (file.Conversions ?? []).Select((part, index) => (part, index)))
        {
            if (string.IsNullOrWhiteSpace(part.Id)) yield return $"attribution.conversions[{index}].id is missing.";
            if (part.Id == CreditedJourneys.Purchase) yield return $"attribution.conversions[{index}].id '{part.Id}' is what orders are called; choose another.";
            if (part.Event is null || !EventNames.IsKnown(part.Event)) yield return $"attribution.conversions[{index}].event '{part.Event}' is no event of the contract.";
            if (part.Event is EventNames.Order or EventNames.Refund or EventNames.Checkout) yield return $"attribution.conversions[{index}]: orders are always there; name another event.";
            if (part.ValueMinor < 0) yield return $"attribution.conversions[{index}].valueMinor must not be negative.";
        }

        if ((file.Conversions ?? []).Where(part => part.Id is not null).GroupBy(part => part.Id).FirstOrDefault(group => group.Count() > 1) is { } same)
            yield return $"attribution.conversions: {same.Key} is there twice.";
    }

    /// <summary>A window that is left out is the one of all platforms.</summary>
    internal sealed record PlatformPart(string? Platform, double? ClickDays, double? SaveDays, double? ViewDays);

    internal sealed record PositionPart(decimal First, decimal Last);

    internal sealed record ConversionPart(string? Id, string? Event, string? Stage)
    {
        /// <summary>What one is worth, in minor units of the shop's currency, where the event does not say.</summary>
        public long ValueMinor { get; init; }
    }
}
