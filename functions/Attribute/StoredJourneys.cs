using System.Globalization;
using Pinstitch.Attribute;
using Pinstitch.Azure.Storage;
using Pinstitch.Serve;

namespace Pinstitch.Functions.Attribute;

/// <summary>Journeys as a run has left them: touches, and orders and conversions as they stood, without how they came to.</summary>
internal sealed class StoredJourneys(Lake lake)
{
    /// <param name="shard">A shard of the run.</param>
    /// <param name="runId">The run.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>In order of person, with the credit that the run gave for the orders.</returns>
    public async Task<IReadOnlyList<(Journey Journey, IReadOnlyList<FactCredit> Credits)>> OfShardAsync(ShardFiles shard, string runId, CancellationToken cancellation)
    {
        var rows = await new LayeredTable(lake, shard, runId).AllAsync(cancellation);
        var touches = rows.Touches.ToLookup(row => row.Person, row => row.ToTouch(), StringComparer.Ordinal);
        var orders = rows.Orders.ToLookup(row => row.CustomerKey, StringComparer.Ordinal);
        var conversions = rows.Conversions.ToLookup(row => row.CustomerKey, StringComparer.Ordinal);
        var credits = rows.Credits.ToLookup(row => row.CustomerKey, StringComparer.Ordinal);
        var blind = rows.Unattributed.Where(row => row.Reason == "no_known_browser").Select(row => row.CustomerKey)
            .Concat(rows.Conversions.Where(row => row.UnattributedReason == "no_known_browser").Select(row => row.CustomerKey))
            .ToHashSet(StringComparer.Ordinal);
        return
        [
            .. touches.Select(person => person.Key).Union(orders.Select(person => person.Key)).Union(conversions.Select(person => person.Key)).Order(StringComparer.Ordinal).Select(person => (
                new Journey(
                    UInt128.Parse(person, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture),
                    [.. touches[person]],
                    [.. orders[person].OrderBy(row => row.PlacedAt).ThenBy(row => row.OrderId, StringComparer.Ordinal).Select(Order)],
                    HasBrowser: !blind.Contains(person))
                {
                    Conversions = [.. conversions[person].GroupBy(row => row.ConversionType).Select(type => new TypedConversions(type.Key, [.. type.OrderBy(row => row.ReachedAt).ThenBy(row => row.ConversionId, StringComparer.Ordinal).Select(Conversion)]))],
                },
                (IReadOnlyList<FactCredit>)[.. credits[person]])),
        ];
    }

    private static Order Order(FactOrder row)
    {
        var gross = Currencies.ToMinor(row.Gross, row.Currency);
        return new(row.OrderId, row.PlacedAt, gross, gross - row.NetCents, row.Currency, row.Versions, row.Source);
    }

    private static Order Conversion(FactConversion row) => new(row.ConversionId, row.ReachedAt, row.ValueCents, 0, row.Currency, row.Versions, row.Source);
}
