namespace Pinstitch.Land.Contract;

/// <summary>The objects of the event contract: the event itself and those within it.</summary>
internal enum ContractObject
{
    Event,
    User,
    Client,
    ClickIds,
    Page,
    Utm,
    Order,
    Lead,
    Consent,

    /// <summary>What our own door adds; a sender's own is taken off.</summary>
    Door,
}
