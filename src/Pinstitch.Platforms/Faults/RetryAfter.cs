namespace Pinstitch.Platforms.Faults;

/// <summary>The header <c>Retry-After</c>: seconds, or a date.</summary>
public static class RetryAfter
{
    /// <summary>Null when the header is missing or nonsense.</summary>
    public static TimeSpan? Of(HttpResponseMessage? response)
    {
        if (response?.Headers.RetryAfter is not { } after) return null;
        if (after.Delta is { } delta) return delta;
        // The date is measured by the server's own clock, so that a wrong clock here does no harm.
        if (after.Date is not { } date || response.Headers.Date is not { } now) return null;
        return date > now ? date - now : TimeSpan.Zero;
    }
}
