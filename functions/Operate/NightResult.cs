namespace Pinstitch.Functions.Operate;

/// <summary>What a nightly run came to.</summary>
/// <param name="RunId">The published run.</param>
/// <param name="Counts">What went in and out; received = landed + rejected + duplicate.</param>
public sealed record NightResult(string RunId, NightCounts Counts);
