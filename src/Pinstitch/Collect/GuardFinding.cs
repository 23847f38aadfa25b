namespace Pinstitch.Collect;

/// <summary>Something about a report that is not as it should be.</summary>
/// <param name="Guard">Which check found it: <c>zero-after-non-zero</c>, <c>spend-jump</c> and so on.</param>
/// <param name="Text">For people.</param>
/// <param name="Day">The day it is about; null for the report as a whole.</param>
/// <param name="Holds">Whether nothing is published because of it.</param>
/// <param name="PullsAgain">Whether fetching it once more decides: the second time it is published, with an alarm.</param>
public sealed record GuardFinding(string Guard, string Text, DateOnly? Day = null, bool Holds = false, bool PullsAgain = false);
