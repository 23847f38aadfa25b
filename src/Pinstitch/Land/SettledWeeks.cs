namespace Pinstitch.Land;

/// <summary>The weeks, Monday to Sunday in UTC, that settled events are kept by. A week is named by its number since that of 1 January 1970.</summary>
public static class SettledWeeks
{
    /// <summary>In how many weeks before and after one a copy of its events can be.</summary>
    public static readonly int Reach = (int)Math.Ceiling(SettledEvents.Window.TotalDays / 7);

    /// <summary>1970-01-01 was a Thursday.</summary>
    private static readonly DateTimeOffset Origin = new(1969, 12, 29, 0, 0, 0, TimeSpan.Zero);

    public static int Of(DateTimeOffset time) => (int)Math.Floor((time - Origin).TotalDays / 7);

    /// <summary>The week's first instant, which is the first one behind the week before.</summary>
    public static DateTimeOffset Start(int week) => Origin.AddDays(7d * week);
}
