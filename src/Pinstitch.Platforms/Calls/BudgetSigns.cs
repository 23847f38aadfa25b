namespace Pinstitch.Platforms.Calls;

/// <summary>What an answer's headers say about how much may still be asked.</summary>
/// <param name="Limits">Limits by category, where they are named.</param>
/// <param name="Remaining">Calls left in the tightest one; null where it is not told.</param>
/// <param name="Reset">When that one starts anew; null where it is not told.</param>
/// <param name="Pause">How long to keep off, where the platform says so or is near its end.</param>
public sealed record BudgetSigns(IReadOnlyList<RateLimit> Limits, int? Remaining, TimeSpan? Reset, TimeSpan? Pause);
