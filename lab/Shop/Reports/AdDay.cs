namespace Pinstitch.Lab.Shop.Reports;

/// <summary>What a platform counted for one campaign on one of its days.</summary>
public sealed class AdDay
{
    public long Impressions { get; set; }

    public long Clicks { get; set; }

    public long Saves { get; set; }

    /// <summary>Charged at first, in micros.</summary>
    public long SpendMicros { get; set; }
}
