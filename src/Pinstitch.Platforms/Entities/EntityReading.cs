using System.Text;
using System.Text.Json;
using Pinstitch.Collect;
using Pinstitch.Configure;
using Pinstitch.Platforms.Normal;
using Pinstitch.Platforms.Rows;

namespace Pinstitch.Platforms.Entities;

/// <summary>Reads entity lists by their table.</summary>
internal static class EntityReading
{
    public static Outcome<IReadOnlyList<AdEntity>> Read(AdPlatform platform, AdAccount account, ReportKind kind, IEnumerable<Func<Stream>> parts)
    {
        var (names, row, entities) = (new NameTable(), new FlatRow(), new List<AdEntity>());
        var table = platform.Entities(kind);
        try
        {
            foreach (var part in parts)
            {
                using var rows = RowSources.Open(part(), platform.Descriptor.Name, platform.Shape(kind), names, error => platform.Faults.Of(200, null, NormalReport.Wrapped(error)));
                while (rows.Read(row)) entities.Add(Entity(account, table, names, row));
            }

            return entities;
        }
        catch (RowFaultException e)
        {
            return e.Fault;
        }
        catch (Exception e) when (e is FormatException or OverflowException or JsonException)
        {
            return new Fault(FaultKind.Data, $"{platform.Descriptor.Name}'s list of {kind.Id} of {account.Name} cannot be read; it is kept in raw/.", e.Message);
        }
    }

    private static AdEntity Entity(AdAccount account, EntityTable table, NameTable names, FlatRow row)
    {
        var values = new SortedDictionary<string, (CellKind Kind, byte[] Value)>(StringComparer.Ordinal);
        for (var place = 0; place < row.Count; place++)
        {
            if (row.Kind(place) != CellKind.Null) values[names[row.Name(place)]] = (row.Kind(place), row.Value(place).ToArray());
        }

        foreach (var name in table.Ignored) values.Remove(name);
        var id = string.Join('/', table.Id.Select(path => Take(path) ?? throw new FormatException($"An entity has no {path}.")));
        // Nobody has a budget of nothing: platforms write zero where none is set.
        var (daily, lifetime) = (Amount(table.DailyBudget) is > 0 and var day ? day : (long?)null, Amount(table.LifetimeBudget) is > 0 and var life ? life : (long?)null);
        if (table.LifetimeWhen is var (path, word) && values.TryGetValue(path, out var span) && Encoding.UTF8.GetString(span.Value) == word) (daily, lifetime) = (null, daily);
        var url = First(Take(table.Url));
        var utm = Query(url, Take(table.UrlTags));
        return new()
        {
            Platform = account.Platform,
            AccountId = account.Id,
            EntityType = table.Type,
            EntityId = id,
            CampaignId = Take(table.Campaign),
            AdGroupId = Take(table.AdGroup),
            Name = Take(table.Name),
            Status = Take(table.Status),
            Objective = Take(table.Objective),
            CreativeType = Take(table.CreativeType),
            DestinationUrl = url,
            UtmSource = utm.GetValueOrDefault("utm_source"),
            UtmMedium = utm.GetValueOrDefault("utm_medium"),
            UtmCampaign = utm.GetValueOrDefault("utm_campaign"),
            UtmContent = utm.GetValueOrDefault("utm_content"),
            UtmTerm = utm.GetValueOrDefault("utm_term"),
            DailyBudgetMicros = daily,
            LifetimeBudgetMicros = lifetime,
            BidMicros = Amount(table.Bid),
            BidStrategy = Take(table.BidStrategy),
            Audience = Below(table.Audience),
            AttributionSetting = Below(table.Attribution),
            Attributes = ExtraColumns.Write(values),
        };

        string? Take(string? path)
        {
            if (path is null || !values.Remove(path, out var found)) return null;
            return Encoding.UTF8.GetString(found.Value);
        }

        long? Amount(string? path)
        {
            if (path is null || !values.Remove(path, out var found)) return null;
            return RowValue.Number(found.Kind, found.Value) is { } number ? decimal.ToInt64(decimal.Round(number * (table.WholeIn.Contains(account.Currency) ? 1_000_000 : table.MicrosPerUnit))) : null;
        }

        string? Below(string? prefix)
        {
            if (prefix is null) return null;
            if (values.TryGetValue(prefix, out var whole) && whole.Kind == CellKind.Json) return Take(prefix);
            var below = new SortedDictionary<string, (CellKind Kind, byte[] Value)>(StringComparer.Ordinal);
            foreach (var name in values.Keys.Where(name => name == prefix || name.StartsWith(prefix + '.', StringComparison.Ordinal)).ToList())
            {
                if (values.Remove(name, out var found)) below[name[prefix.Length..].TrimStart('.')] = found;
            }

            return ExtraColumns.Write(below);
        }
    }

    /// <summary>A text, or the first of a list of texts.</summary>
    private static string? First(string? text)
    {
        if (text is not { Length: > 1 } || text[0] != '[') return text;
        using var list = JsonDocument.Parse(text);
        return list.RootElement.GetArrayLength() > 0 ? list.RootElement[0].GetString() : null;
    }

    private static Dictionary<string, string> Query(string? url, string? tags)
    {
        var found = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var own = url is null || url.IndexOf('?', StringComparison.Ordinal) is var at && at < 0 ? string.Empty : url[(at + 1)..].Split('#')[0];
        foreach (var pair in $"{own}&{tags?.TrimStart('?', '&')}".Split('&'))
        {
            if (pair.Split('=', 2) is [var name, var value]) found.TryAdd(name, Uri.UnescapeDataString(value.Replace('+', ' ')));
        }

        return found;
    }
}
