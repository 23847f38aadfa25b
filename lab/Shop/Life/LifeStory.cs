namespace Pinstitch.Lab.Shop.Life;

/// <summary>Everything that one person did in the shop's days.</summary>
/// <param name="Person">Who.</param>
/// <param name="Visits">In order of time.</param>
/// <param name="Orders">In order of time.</param>
/// <param name="AdActions">In order of time.</param>
/// <param name="Lead">Null for most.</param>
/// <param name="SubscribedAt">Since when the person gets mails, in seconds since 1970; null for never.</param>
public sealed record LifeStory(
    Person Person,
    IReadOnlyList<Visit> Visits,
    IReadOnlyList<ShopOrder> Orders,
    IReadOnlyList<AdAction> AdActions,
    LeadStory? Lead,
    long? SubscribedAt);
