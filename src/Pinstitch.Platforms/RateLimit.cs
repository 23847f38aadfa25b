namespace Pinstitch.Platforms;

/// <summary>Calls that a platform allows in a while.</summary>
/// <param name="Category">The platform's name for the limit.</param>
/// <param name="Calls">How many.</param>
/// <param name="Within">In what time.</param>
public sealed record RateLimit(string Category, int Calls, TimeSpan Within)
{
    /// <summary>The limit over all calls.</summary>
    public const string Everything = "everything";
}
