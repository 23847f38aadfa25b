namespace Pinstitch.Collect;

/// <summary>Something about an account that somebody should look at.</summary>
/// <param name="Kind"><c>credentials</c>, <c>stale</c>, <c>failed</c>, <c>version</c>, <c>schema</c>, or the name of a guard.</param>
/// <param name="Text">For people: what is wrong and what to do.</param>
public sealed record CollectionAlarm(string Kind, string Text);
