namespace Pinstitch.Lab.Shop.Traffic;

/// <summary>By which door a message comes in.</summary>
public enum Entrance
{
    /// <summary>HTTP collector: what browsers send, one event a message; a loader may join them into arrays.</summary>
    Collector,

    /// <summary>Straight into the event hub, from the shop's servers.</summary>
    Hub,

    /// <summary>Webhook of the shop system.</summary>
    ShopWebhook,

    /// <summary>Webhook of the CRM.</summary>
    CrmWebhook,
}
