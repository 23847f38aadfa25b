namespace Pinstitch.Collect;

/// <summary>
/// Conversions that an ad platform claims for one entity and day. A claim is the platform's own view: claims of several
/// platforms overlap and are never added.
/// </summary>
public sealed record AdConversion
{
    public required string Platform { get; init; }

    public required string AccountId { get; init; }

    public required string Level { get; init; }

    public string? CampaignId { get; init; }

    /// <summary>The platform's day of the ad's action (click, view), not of the conversion.</summary>
    public required DateOnly Date { get; init; }

    /// <summary><c>purchase</c>.</summary>
    public required string ConversionType { get; init; }

    /// <summary>What the claim rests on: <c>click</c>, <c>engagement</c>, <c>view</c>, or <c>total</c> where it is not told apart.</summary>
    public required string Touch { get; init; }

    /// <summary>The platform's window in words, such as <c>30/30/1</c>.</summary>
    public required string Window { get; init; }

    /// <summary>May be fractional: platforms model.</summary>
    public required decimal Count { get; init; }

    /// <summary>In millionths of the account's currency.</summary>
    public required long ValueMicros { get; init; }

    public required string Currency { get; init; }
}
