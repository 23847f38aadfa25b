using System.Globalization;
using Pinstitch.Attribute;
using Pinstitch.Configure;

namespace Pinstitch.Serve;

/// <summary>
/// A change of credit as a row, for <c>credit/</c>: placed, edited and refunded orders as versions. Summed by click date or
/// by order date it gives what stands; summed by change date, what was booked on each day.
/// </summary>
public sealed record CreditChange
{
    public required string OrderId { get; init; }

    public required int Version { get; init; }

    /// <summary><c>placed</c>, <c>edited</c> or <c>refund</c>.</summary>
    public required string Cause { get; init; }

    public required string CustomerKey { get; init; }

    /// <summary><c>purchase</c>, or the id of another conversion type.</summary>
    public required string ConversionType { get; init; }

    public required int TouchNumber { get; init; }

    public required string ModelId { get; init; }

    public required string WindowId { get; init; }

    public required string Channel { get; init; }

    public required string CampaignId { get; init; }

    public required DateOnly ClickDate { get; init; }

    public required DateOnly OrderDate { get; init; }

    public required DateOnly ChangeDate { get; init; }

    /// <summary>Minor units more, or less when negative.</summary>
    public required long ChangeCents { get; init; }

    /// <param name="journeys">Their orders and conversions with their history.</param>
    /// <param name="measurement">The configuration.</param>
    /// <param name="night">Changes after it are left for later nights.</param>
    /// <param name="effects">Removal effects; null where not fitted.</param>
    public static IEnumerable<CreditChange> Of(IReadOnlyList<Journey> journeys, Measurement measurement, DateOnly night, IReadOnlyDictionary<string, long>? effects)
    {
        ArgumentNullException.ThrowIfNull(journeys);
        ArgumentNullException.ThrowIfNull(measurement);
        return Of(journeys, CreditedJourneys.Purchase, measurement, night, effects)
            .Concat(measurement.Attribution.Conversions.SelectMany(type =>
                Of([.. journeys.Select(journey => journey with { Orders = journey.ConversionsOf(type.Id) })], type.Id, measurement, night, effects)));
    }

    private static IEnumerable<CreditChange> Of(IReadOnlyList<Journey> journeys, string type, Measurement measurement, DateOnly night, IReadOnlyDictionary<string, long>? effects) =>
        journeys.Where(journey => journey.Orders.Count > 0)
            .SelectMany(journey => CreditRestatements.Of([journey], measurement.Attribution, effects)
                .Select(item => Row(item, journey.Person.ToString("x32", CultureInfo.InvariantCulture), type, measurement)))
            .Where(row => row.ChangeDate <= night && row.OrderDate <= night);

    private static CreditChange Row(CreditRestatement item, string person, string type, Measurement measurement) => new()
    {
        OrderId = item.Credit.Order.OrderId,
        Version = item.Version.Number,
        Cause = item.Version.Cause,
        CustomerKey = person,
        ConversionType = type,
        TouchNumber = item.Credit.Number,
        ModelId = item.Credit.Model,
        WindowId = measurement.Attribution.WindowId,
        Channel = item.Credit.Touch.Channel,
        CampaignId = item.Credit.Touch.CampaignId ?? string.Empty,
        ClickDate = measurement.DayOf(item.Credit.Touch.Time),
        OrderDate = measurement.DayOf(item.Credit.Order.PlacedAt),
        ChangeDate = measurement.DayOf(item.Version.At),
        ChangeCents = item.Change,
    };
}
