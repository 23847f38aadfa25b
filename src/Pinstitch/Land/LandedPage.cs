namespace Pinstitch.Land;

/// <summary>What is kept of a page's address and of where the visitor came from.</summary>
/// <param name="Host">The site's host name.</param>
/// <param name="Path">Without query; mail addresses in it are replaced.</param>
public sealed record LandedPage(string Host, string Path)
{
    /// <summary>Host of the page before, if the browser told; the site's own host for a click within the site.</summary>
    public string? ReferrerHost { get; init; }

    public string? UtmSource { get; init; }

    public string? UtmMedium { get; init; }

    /// <summary>Campaign id, as the ad's address carries it.</summary>
    public string? UtmCampaign { get; init; }

    /// <summary>Ad id, as the ad's address carries it.</summary>
    public string? UtmContent { get; init; }

    public string? UtmTerm { get; init; }

    /// <summary>Name of the click id parameter that was there (<c>epik</c>, <c>fbclid</c>, <c>gclid</c> …); the id itself is an identifier.</summary>
    public string? ClickId { get; init; }
}
