namespace Pinstitch.Platforms.Fields;

/// <summary>What a column is for.</summary>
public enum FieldRole
{
    /// <summary>Known and not needed.</summary>
    Ignored,

    /// <summary>Known, and kept among the extra columns.</summary>
    Extra,
    Date,
    Hour,
    Year,
    Month,
    DayOfMonth,
    CampaignId,
    CampaignName,
    AdGroupId,
    AdGroupName,
    AdId,
    AdName,
    CutType,
    CutValue,
    Currency,
    TimeZone,
    Measure,
    Claim,

    /// <summary>Goes into a claim's key where claims are rows of their own: the conversion's name.</summary>
    ClaimName,

    /// <summary>The same: its category.</summary>
    ClaimType,

    /// <summary>The instant until which the platform calls its numbers final.</summary>
    Finality,
}
