namespace Pinstitch.Land;

/// <summary>One identifier under two peppers.</summary>
/// <param name="Past">Under the pepper before.</param>
/// <param name="Present">Under the present one.</param>
public sealed record LandedAlias(Identifier Past, Identifier Present);
