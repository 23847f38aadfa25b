using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Pinstitch.Collect;

/// <summary>
/// Exchange rates by day, from a file of lines <c>date,currency,rate</c>: units of the reporting currency for one of the
/// other. A day without a rate takes the latest one before it, at most ten days old.
/// </summary>
public sealed class RateTable
{
    private const int MostDaysOld = 10;
    private readonly Dictionary<string, (DateOnly[] Days, decimal[] Rates)> rates;

    private RateTable(string currency, string version, Dictionary<string, (DateOnly[] Days, decimal[] Rates)> rates) =>
        (Currency, Version, this.rates) = (currency, version, rates);

    /// <summary>The reporting currency.</summary>
    public string Currency { get; }

    /// <summary>Hash of the file; empty for no file. It stands beside everything that was converted.</summary>
    public string Version { get; }

    /// <summary>A table that only knows that a currency is worth itself.</summary>
    public static RateTable None(string currency) => new(currency, string.Empty, []);

    /// <param name="currency">The reporting currency.</param>
    /// <param name="text">The file.</param>
    /// <returns>The table, or a fault that says which line is wrong.</returns>
    public static Outcome<RateTable> Read(string currency, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var found = new Dictionary<string, SortedDictionary<DateOnly, decimal>>();
        var number = 0;
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries))
        {
            number++;
            if (line.Length == 0 || line[0] == '#' || line.StartsWith("date,", StringComparison.OrdinalIgnoreCase)) continue;
            var parts = line.Split(',', StringSplitOptions.TrimEntries);
            if (parts.Length != 3
                || !DateOnly.TryParseExact(parts[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                || Currencies.MinorDigits(parts[1]) is null
                || !decimal.TryParse(parts[2], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var rate)
                || rate <= 0)
                return new Fault(FaultKind.Configuration, $"The exchange rates' line {number} is not right: it must be like 2026-11-20,USD,0.9231.");
            if (!found.TryGetValue(parts[1], out var days)) found[parts[1]] = days = [];
            days[day] = rate;
        }

        return new RateTable(
            currency,
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12],
            found.ToDictionary(item => item.Key, item => (item.Value.Keys.ToArray(), item.Value.Values.ToArray())));
    }

    /// <summary>The rate of a day and the day it is of; null when there is none.</summary>
    public (decimal Rate, DateOnly Day)? Find(string currency, DateOnly day)
    {
        if (currency == Currency) return (1, day);
        if (!rates.TryGetValue(currency, out var known)) return null;
        var place = Array.BinarySearch(known.Days, day);
        if (place < 0) place = ~place - 1;
        return place >= 0 && day.DayNumber - known.Days[place].DayNumber <= MostDaysOld ? (known.Rates[place], known.Days[place]) : null;
    }
}
