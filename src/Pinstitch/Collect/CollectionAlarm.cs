namespace Pinstitch.Collect;

/// <summary>Something about an account that somebody should look at.</summary>
/// <param name="Kind"><c>credentials</c>, <c>stale</c>, <c>failed</c>, <c>version</c>, <c>silent</c>, <c>schema</c>, or the name of a guard.</param>
/// <param name="Text">For people: what is wrong and what to do.</param>
public sealed record CollectionAlarm(string Kind, string Text)
{
    /// <summary>When it was last seen.</summary>
    public DateTimeOffset SeenAt { get; init; }

    /// <summary>Whether it is a state, which a later run finds mended; the others are events, which stay for some days.</summary>
    public bool IsState => Kind is "credentials" or "stale" or "failed" or "version" or "silent";

    /// <summary>Whether it is told again every day until it is mended.</summary>
    public bool IsUrgent => Kind is "credentials" or "stale" or "silent";
}
