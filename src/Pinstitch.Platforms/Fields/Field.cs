namespace Pinstitch.Platforms.Fields;

/// <summary>What a column means.</summary>
/// <param name="Role">What it is for.</param>
public sealed record Field(FieldRole Role)
{
    /// <summary>For a measure: which.</summary>
    public Measure Measure { get; init; }

    /// <summary>What a value is multiplied with: a millionth for micros.</summary>
    public decimal Scale { get; init; } = 1;

    /// <summary>For a claim: which, and which part of it.</summary>
    public ClaimKey? Claim { get; init; }

    public ClaimPart Part { get; init; }

    /// <summary>Whether the next stages need it: when no row has it, that is reported.</summary>
    public bool IsExpected { get; init; }

    /// <summary>Whether it counts only in rows where no other column says the same, such as an amount in units beside one in micros.</summary>
    public bool IsFallback { get; init; }

    /// <summary>Whether it is a share of the row's impressions, from which the measure is worked out; the share is kept among the extra columns, which tells that it was.</summary>
    public bool IsShare { get; init; }

    public const decimal Micros = 0.000001m;

    public static Field Of(Measure measure, decimal scale = 1) => new(FieldRole.Measure) { Measure = measure, Scale = scale };

    public static Field Of(ClaimKey claim, ClaimPart part = ClaimPart.Count, decimal scale = 1) => new(FieldRole.Claim) { Claim = claim, Part = part, Scale = scale };

    public static Field Of(FieldRole role) => new(role);

    public Field AsFallback() => this with { IsFallback = true };

    public Field AsShare() => this with { IsShare = true };

    public Field Expected() => this with { IsExpected = true };
}
