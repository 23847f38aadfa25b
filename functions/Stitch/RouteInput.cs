namespace Pinstitch.Functions.Stitch;

/// <summary>A shard of settled events to be sent to their persons' shards.</summary>
public sealed record RouteInput(string Work, int Shard, int Shards, string Events, string Persons);
