namespace Pinstitch.Land;

/// <summary>
/// What an identifier is. The order is that of strength: the first ones name a person, the last ones a click. Stored by
/// name, never by number.
/// </summary>
public enum IdentifierType
{
    /// <summary>The shop's own customer number. A person has one.</summary>
    CustomerId,

    Email,

    Phone,

    /// <summary>The contact's number in a CRM.</summary>
    CrmId,

    /// <summary>An order: whoever is seen with it placed it.</summary>
    OrderId,

    /// <summary>A browser's first-party cookie.</summary>
    AnonymousId,

    DeviceId,

    /// <summary>Pinterest's click id (<c>epik</c>).</summary>
    Epik,

    /// <summary>Meta's click id.</summary>
    Fbclid,

    /// <summary>Google's click id.</summary>
    Gclid,

    /// <summary>TikTok's click id.</summary>
    Ttclid,

    /// <summary>Microsoft's click id.</summary>
    Msclkid,

    /// <summary>Snap's click id (<c>ScCid</c>).</summary>
    ScCid,

    /// <summary>LinkedIn's click id (<c>li_fat_id</c>).</summary>
    LiFatId,
}
