namespace Pinstitch.Platforms.Fields;

/// <summary>Which number of a claim a column holds.</summary>
public enum ClaimPart
{
    Count,
    Value,
    Items,
}
