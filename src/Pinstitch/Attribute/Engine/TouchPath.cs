namespace Pinstitch.Attribute.Engine;

/// <summary>The touches before one order that a model splits the order over, oldest first. Its spans have one entry per touch.</summary>
public readonly ref struct TouchPath
{
    /// <summary>How long before the order, in milliseconds.</summary>
    public required ReadOnlySpan<long> Ages { get; init; }

    /// <summary>What the touches are: codes of <see cref="TouchTraits"/>.</summary>
    public required ReadOnlySpan<int> Codes { get; init; }

    /// <summary>Which touches they are: places in the table.</summary>
    public required ReadOnlySpan<int> Touches { get; init; }

    /// <summary>Who stands for a code in data-driven models, by code.</summary>
    public required ReadOnlySpan<int> MemberOf { get; init; }

    /// <summary>What each touch counts for beside a click, of <see cref="ViewFactors.Full"/>; empty when all count in full.</summary>
    public ReadOnlySpan<long> Factors { get; init; }

    /// <summary>Most that the views may get together beside clicks, of <see cref="ViewFactors.Full"/>.</summary>
    public long ViewCap { get; init; }

    public int Count => Ages.Length;

    public int Member(int touch) => MemberOf[Codes[touch]];
}
