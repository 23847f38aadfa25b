namespace Pinstitch.Attribute.Models;

/// <summary>The numbers of the models that have any.</summary>
public sealed record ModelNumbers
{
    /// <summary>Half-life of time decay, in days. <value>7, as Google Ads has it.</value></summary>
    public double HalfLifeDays { get; init; } = 7;

    /// <summary>Share of the first touch in the position-based model. <value>0.4</value></summary>
    public decimal First { get; init; } = 0.4m;

    /// <summary>Share of the last touch in the position-based model. <value>0.4</value></summary>
    public decimal Last { get; init; } = 0.4m;
}
