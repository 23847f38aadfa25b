using System.Globalization;
using Pinstitch.Attribute;
using Pinstitch.Collect;
using Pinstitch.Configure;

namespace Pinstitch.Serve;

/// <summary>The rows of the dimensions, unsorted.</summary>
internal static class Dimensions
{
    public static IEnumerable<DimChannel> OfChannels() => Channels.All.Select((channel, position) => new DimChannel
    {
        Channel = channel.Id,
        Name = channel.Name,
        IsPaid = channel.IsPaid,
        Platform = channel.Platform ?? string.Empty,
        Position = position,
    });

    public static IEnumerable<DimModel> OfModels(Measurement measurement) => measurement.Attribution.Models.Select(model => new DimModel
    {
        ModelId = model.Id,
        Name = model.Name,
        Parameters = model.Parameters,
        WindowId = measurement.Attribution.WindowId,
        IsDefault = model.Id == measurement.DefaultModel,
    });

    public static IEnumerable<DimCampaign> OfCampaigns(IEnumerable<AdDelivery> deliveries) => deliveries
        .GroupBy(row => (row.Platform, row.AccountId, row.CampaignId))
        .Select(campaign => new DimCampaign
        {
            Platform = campaign.Key.Platform,
            AccountId = campaign.Key.AccountId,
            CampaignId = campaign.Key.CampaignId ?? string.Empty,
            Name = campaign.OrderBy(row => row.Date).Last().CampaignName ?? string.Empty,
            Channel = Channels.OfPlatform(campaign.Key.Platform),
        });

    /// <summary>Every configured account, whether or not a report of it has come.</summary>
    public static IEnumerable<DimAccount> OfAccounts(Measurement measurement, DateOnly night, IReadOnlyList<FactAdDaily> adDaily) => measurement.Accounts.Select(account =>
    {
        var rows = adDaily.Where(row => row.Platform == account.Platform && row.AccountId == account.Id).ToList();
        DateOnly? last = rows.Count == 0 ? null : rows.Max(row => row.PlatformDate);
        return new DimAccount
        {
            Platform = account.Platform,
            AccountId = account.Id,
            Name = account.Name,
            Channel = Channels.OfPlatform(account.Platform),
            Currency = account.Currency,
            TimeZone = account.TimeZone,
            FirstReportDate = rows.Count == 0 ? null : rows.Min(row => row.PlatformDate),
            LastReportDate = last,
            OpenDays = rows.Where(row => !row.IsFinal).Select(row => row.PlatformDate).Distinct().Count(),
            Freshness = last is null ? "missing" : last < night ? "stale" : "current",
        };
    });

    public static IEnumerable<DimDate> OfDates(DateOnly first, DateOnly night) =>
        Enumerable.Range(0, Math.Max(1, night.DayNumber - first.DayNumber + 1)).Select(day => new DimDate { Date = first.AddDays(day) });

    public static IEnumerable<DimWindow> OfWindows(AttributionSettings settings) => settings.Platforms
        .Prepend(new(string.Empty, settings.ClickDays, settings.SaveDays, settings.ViewDays))
        .Select(window => new DimWindow
        {
            WindowId = settings.WindowId,
            Platform = window.Platform,
            ClickDays = window.ClickDays,
            SaveDays = window.SaveDays,
            ViewDays = window.ViewDays,
        });

    public static IEnumerable<DimCurrency> OfCurrencies(Measurement measurement) => measurement.Accounts
        .Select(account => account.Currency)
        .Append(measurement.Currency)
        .Distinct(StringComparer.Ordinal)
        .Select(code => new DimCurrency { Currency = code, MinorDigits = Currencies.MinorDigits(code) ?? 0, IsShop = code == measurement.Currency });

    public static IEnumerable<DimConversionType> OfConversionTypes(IEnumerable<FactPlatformConversionDaily> claims, IEnumerable<ConversionType> own) => claims
        .Select(row => row.ConversionType)
        .Concat(own.Select(type => type.Id))
        .Append("purchase")
        .Distinct(StringComparer.Ordinal)
        .Select(type => new DimConversionType
        {
            ConversionType = type,
            Name = CultureInfo.InvariantCulture.TextInfo.ToTitleCase(type.Replace('_', ' ')),
            IsPurchase = type == "purchase",
        });
}
