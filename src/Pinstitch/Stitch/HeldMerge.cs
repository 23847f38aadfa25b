namespace Pinstitch.Stitch;

/// <summary>An edge that a guard rail kept from merging two persons.</summary>
/// <param name="Edge">The edge.</param>
/// <param name="Guard"><c>unique_customer_id</c>, <c>shared_identifier</c> or <c>person_size</c>.</param>
public sealed record HeldMerge(IdentityEdge Edge, string Guard);
