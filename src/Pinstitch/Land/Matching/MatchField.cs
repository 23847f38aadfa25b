namespace Pinstitch.Land.Matching;

/// <summary>What ad platforms match a conversion to a person by, as they take it: normalised, then hashed.</summary>
public enum MatchField
{
    /// <summary><c>em</c></summary>
    Email,

    /// <summary><c>ph</c></summary>
    Phone,

    /// <summary><c>fn</c></summary>
    FirstName,

    /// <summary><c>ln</c></summary>
    LastName,

    /// <summary><c>ct</c></summary>
    City,

    /// <summary><c>st</c></summary>
    State,

    /// <summary><c>zp</c></summary>
    PostalCode,

    /// <summary><c>country</c></summary>
    Country,

    /// <summary><c>db</c></summary>
    BirthDate,

    /// <summary><c>ge</c></summary>
    Gender,

    /// <summary>The advertiser's own id of the person.</summary>
    ExternalId,

    /// <summary>The phone's advertising id: IDFA or GAID.</summary>
    MobileAdId,
}
