namespace Pinstitch.Attribute;

/// <summary>A change of credit.</summary>
/// <param name="Credit">The credit under the version.</param>
/// <param name="Version">The version that changed it.</param>
/// <param name="Change">Minor units more, or less when negative, than under the version before.</param>
public sealed record CreditRestatement(Credit Credit, OrderVersion Version, long Change);
