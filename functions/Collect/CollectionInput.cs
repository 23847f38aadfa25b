namespace Pinstitch.Functions.Collect;

/// <summary>What to collect.</summary>
/// <param name="Platform">The platform.</param>
/// <param name="AccountId">The account.</param>
/// <param name="Today">Today in the platform's days.</param>
public sealed record CollectionInput(string Platform, string AccountId, DateOnly Today);
