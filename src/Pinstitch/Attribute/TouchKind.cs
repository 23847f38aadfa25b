namespace Pinstitch.Attribute;

/// <summary>What somebody did with a channel.</summary>
public enum TouchKind
{
    /// <summary>Came to the site by a link of the channel.</summary>
    Click,

    /// <summary>Saved a product to Pinterest on the site.</summary>
    Save,

    /// <summary>Saw an ad. Platforms do not tell this per person; it comes from imports only.</summary>
    View,
}
