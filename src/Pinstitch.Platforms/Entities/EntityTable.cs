namespace Pinstitch.Platforms.Entities;

/// <summary>Where a platform's entity list keeps what; paths are dotted names, null for what it does not have.</summary>
/// <param name="Type">Canonical type: <c>campaign</c>, <c>ad_group</c>, <c>ad</c>.</param>
/// <param name="Id">Path of the id; several are joined.</param>
public sealed record EntityTable(string Type, params string[] Id)
{
    public string? Campaign { get; init; }

    public string? AdGroup { get; init; }

    public string? Name { get; init; }

    public string? Status { get; init; }

    public string? Objective { get; init; }

    public string? CreativeType { get; init; }

    /// <summary>Path of the address that the ad leads to; the first one where it is a list.</summary>
    public string? Url { get; init; }

    /// <summary>Path of parameters that are added to the address, where the platform keeps them apart.</summary>
    public string? UrlTags { get; init; }

    public string? DailyBudget { get; init; }

    public string? LifetimeBudget { get; init; }

    /// <summary>
    /// Path that says of the one budget there is for how long it is, and the word there for the whole life: the amount at
    /// <see cref="DailyBudget"/> is then none of a day.
    /// </summary>
    public (string Path, string Word)? LifetimeWhen { get; init; }

    public string? Bid { get; init; }

    /// <summary>What amounts are multiplied with to be millionths of the currency.</summary>
    public decimal MicrosPerUnit { get; init; } = 1;

    /// <summary>Currencies in which amounts are in whole units whatever <see cref="MicrosPerUnit"/> says.</summary>
    public IReadOnlyList<string> WholeIn { get; init; } = [];

    public string? BidStrategy { get; init; }

    /// <summary>Prefix of the properties that say who is to see it.</summary>
    public string? Audience { get; init; }

    /// <summary>Prefix of the properties with attribution windows.</summary>
    public string? Attribution { get; init; }

    /// <summary>Properties that change without anything having changed; not kept.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];
}
