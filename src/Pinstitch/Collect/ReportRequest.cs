namespace Pinstitch.Collect;

/// <summary>A report to fetch: one level of one account over some days.</summary>
/// <param name="Platform">The ad platform.</param>
/// <param name="AccountId">The account.</param>
/// <param name="Level">Grain of the rows: <see cref="ReportLevels"/>.</param>
/// <param name="From">First day, in the platform's own days.</param>
/// <param name="To">Last day, included.</param>
public sealed record ReportRequest(string Platform, string AccountId, string Level, DateOnly From, DateOnly To);
