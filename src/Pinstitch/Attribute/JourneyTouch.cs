using System.Globalization;

namespace Pinstitch.Attribute;

/// <summary>A touch of a journey as a row, for <c>journeys/</c>.</summary>
public sealed record JourneyTouch
{
    /// <summary>Pseudonym of the person, 32 hex digits.</summary>
    public required string Person { get; init; }

    public required DateTimeOffset Time { get; init; }

    public required string Channel { get; init; }

    public required string Kind { get; init; }

    public string? CampaignId { get; init; }

    public string? AdGroupId { get; init; }

    public string? AdId { get; init; }

    /// <summary>What the channel was told from.</summary>
    public required string Evidence { get; init; }

    /// <summary>The event that shows it.</summary>
    public required string EventId { get; init; }

    /// <summary>The touch that the row was made of.</summary>
    public Touch ToTouch() => new(EventId, Time, Channel, Enum.Parse<TouchKind>(Kind), CampaignId, AdId, Evidence) { AdGroupId = AdGroupId };

    public static IEnumerable<JourneyTouch> Of(Journey journey)
    {
        ArgumentNullException.ThrowIfNull(journey);
        return journey.Touches.Select(touch => new JourneyTouch
        {
            Person = journey.Person.ToString("x32", CultureInfo.InvariantCulture),
            Time = touch.Time,
            Channel = touch.Channel,
            Kind = touch.Kind.ToString(),
            CampaignId = touch.CampaignId,
            AdGroupId = touch.AdGroupId,
            AdId = touch.AdId,
            Evidence = touch.Evidence,
            EventId = touch.EventId,
        });
    }
}
