namespace Pinstitch.Attribute;

/// <summary>A touch of a proof.</summary>
/// <param name="EventId">The event that shows it.</param>
/// <param name="Time">Milliseconds since 1970.</param>
/// <param name="Kind"><c>click</c>, <c>save</c> or <c>view</c>.</param>
/// <param name="Channel">Channel.</param>
/// <param name="Platform">The channel's ad platform; null for none.</param>
/// <param name="CampaignId">Campaign, where known.</param>
/// <param name="AdId">Ad, where known.</param>
/// <param name="Evidence">What the channel was told from.</param>
public sealed record ProvenTouch(string EventId, long Time, string Kind, string Channel, string? Platform, string? CampaignId, string? AdId, string Evidence);
