namespace Pinstitch.Lab.Shop.Life;

/// <summary>Somebody who asked for an offer, and how far it got in the CRM.</summary>
/// <param name="Visit">The visit in which the form was sent.</param>
/// <param name="Stages">CRM stages with their times, in seconds since 1970.</param>
public sealed record LeadStory(Visit Visit, IReadOnlyList<(long Time, string Stage)> Stages);
