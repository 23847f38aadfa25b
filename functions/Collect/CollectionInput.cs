namespace Pinstitch.Functions.Collect;

/// <summary>What to collect.</summary>
/// <param name="Platform">The platform.</param>
/// <param name="AccountId">The account.</param>
/// <param name="Today">Today in the platform's days.</param>
/// <param name="Run">Name of the run, for the ledger.</param>
/// <param name="From">First day of a backfill; null for a usual run, which finds its days itself.</param>
/// <param name="To">Last day of a backfill.</param>
public sealed record CollectionInput(string Platform, string AccountId, DateOnly Today, string Run, DateOnly? From = null, DateOnly? To = null);
