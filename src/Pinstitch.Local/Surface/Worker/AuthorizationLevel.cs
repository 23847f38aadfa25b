namespace Pinstitch.Local;

/// <summary>Which key an HTTP request must carry.</summary>
public enum AuthorizationLevel
{
    /// <summary>None.</summary>
    Anonymous,

    /// <summary>A signed-in user (not offered by the embedded host: treated as <see cref="Function"/>).</summary>
    User,

    /// <summary>A function key, in the header <c>x-functions-key</c> or the query parameter <c>code</c>.</summary>
    Function,

    /// <summary>A system key (treated as <see cref="Admin"/>).</summary>
    System,

    /// <summary>The master key.</summary>
    Admin,
}
