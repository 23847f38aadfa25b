namespace Pinstitch.Stitch;

/// <summary>Why an identifier, or an edge, links nobody. The order is that of precedence (docs/decisions/0010-guard-order.md).</summary>
public enum Guard
{
    /// <summary>A value that stands for nothing or for a test.</summary>
    BlockedValue,

    /// <summary>Taken out by a rule of the configuration.</summary>
    Excluded,

    /// <summary>Staff, a kiosk, a till.</summary>
    Staff,

    /// <summary>More neighbours than one person's identifier has.</summary>
    Hub,

    /// <summary>Seen with too many mail addresses or phones, or as near to one person as to another: who had it depends on when.</summary>
    SharedIdentifier,

    /// <summary>Beyond the largest size of a person.</summary>
    PersonSize,

    /// <summary>The edge joins two persons that each have a customer id; or a person has several identifiers of a type of which people have one.</summary>
    UniqueId,

    /// <summary>The edge joins browsers, devices or clicks that belong to two known persons.</summary>
    OtherPerson,
}
