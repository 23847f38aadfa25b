namespace Pinstitch.Local.Hub;

/// <summary>The part of <c>host.json</c> that concerns hubs.</summary>
/// <param name="MaxEventBatchSize">Most events in one call of a function.</param>
internal sealed record EventHubSettings(int MaxEventBatchSize);
