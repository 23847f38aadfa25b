namespace Pinstitch.Lab.EndToEnd;

/// <summary>What a run with kills came to.</summary>
/// <param name="Audit">What was found on storage.</param>
/// <param name="Kills">How often the host was killed.</param>
/// <param name="RepeatedSends">Batches that the client sent again because it was not told whether they had arrived.</param>
/// <param name="SendSeconds">Until the client had every acknowledgement, kills and restarts included.</param>
/// <param name="LandSeconds">Until everything was landed, from the start.</param>
/// <param name="Megabytes">The host's resident memory, taken twice a second: median of the first and of the last third of the samples, and the largest.</param>
public sealed record KillResult(LandingAudit Audit, int Kills, int RepeatedSends, double SendSeconds, double LandSeconds, (long First, long Last, long Most) Megabytes);
