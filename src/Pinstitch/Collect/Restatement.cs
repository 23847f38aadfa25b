namespace Pinstitch.Collect;

/// <summary>A line of the restatement ledger: a number that the platform had told and then changed.</summary>
public sealed record Restatement
{
    public required string Platform { get; init; }

    public required string AccountId { get; init; }

    public required string Level { get; init; }

    public string? CampaignId { get; init; }

    public string? AdGroupId { get; init; }

    public string? AdId { get; init; }

    public required string CutType { get; init; }

    public string? CutValue { get; init; }

    public required DateOnly Date { get; init; }

    public int? Hour { get; init; }

    /// <summary><c>spend</c>, <c>impressions</c>, <c>clicks</c>, or a claim such as <c>purchase/all/click.value</c>.</summary>
    public required string Metric { get; init; }

    /// <summary>What it was; 0 where the row was not there.</summary>
    public required decimal Old { get; init; }

    /// <summary>What it is.</summary>
    public required decimal New { get; init; }

    /// <summary>When the platform said so.</summary>
    public required DateTimeOffset PulledAt { get; init; }

    /// <summary>The number of the restatement in which it changed.</summary>
    public required int RestatementNo { get; init; }
}
