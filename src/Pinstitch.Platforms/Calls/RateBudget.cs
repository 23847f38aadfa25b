namespace Pinstitch.Platforms.Calls;

/// <summary>
/// How much of a platform may still be asked by this process: a window per category, seeded from the descriptor and
/// corrected by the headers of every answer.
/// </summary>
public sealed class RateBudget
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, Window> windows = [];
    private DateTimeOffset closedUntil;

    public RateBudget(IEnumerable<RateLimit> limits)
    {
        foreach (var limit in limits) windows[limit.Category] = new() { Limit = limit };
    }

    /// <summary>Takes a call out of the budget.</summary>
    /// <returns>How long to wait before asking again; zero when the call may be sent now.</returns>
    public TimeSpan Take(string category, DateTimeOffset now)
    {
        lock (gate)
        {
            if (closedUntil > now) return closedUntil - now;
            var wait = TimeSpan.Zero;
            var counted = Counted(category).ToList();
            foreach (var window in counted)
            {
                if (now - window.Start >= window.Limit.Within) (window.Start, window.Used) = (now, 0);
                if (window.Used >= window.Limit.Calls && window.Start + window.Limit.Within - now is var rest && rest > wait) wait = rest;
            }

            if (wait > TimeSpan.Zero) return wait;
            foreach (var window in counted) window.Used++;
            return TimeSpan.Zero;
        }
    }

    /// <summary>Takes in what an answer says.</summary>
    public void Learn(BudgetSigns? signs, DateTimeOffset now)
    {
        if (signs is null) return;
        lock (gate)
        {
            foreach (var limit in signs.Limits)
            {
                if (windows.TryGetValue(limit.Category, out var known)) known.Limit = limit;
                else windows[limit.Category] = new() { Limit = limit, Start = now };
            }

            if (signs.Remaining == 0 && signs.Reset is { } reset) Close(now + reset);
            if (signs.Pause is { } pause) Close(now + pause);
        }
    }

    /// <summary>Sends nothing until an instant.</summary>
    public void Close(DateTimeOffset until)
    {
        lock (gate)
        {
            if (until > closedUntil) closedUntil = until;
        }
    }

    private IEnumerable<Window> Counted(string category)
    {
        if (windows.TryGetValue(RateLimit.Everything, out var everything)) yield return everything;
        if (category != RateLimit.Everything && windows.TryGetValue(category, out var own)) yield return own;
    }

    private sealed class Window
    {
        public required RateLimit Limit { get; set; }

        public DateTimeOffset Start { get; set; }

        public int Used { get; set; }
    }
}
