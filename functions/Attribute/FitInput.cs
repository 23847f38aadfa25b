using Pinstitch.Serve;

namespace Pinstitch.Functions.Attribute;

/// <summary>The counts of all shards: blobs in <c>runs/</c>.</summary>
public sealed record FitInput(RunName Run, IReadOnlyList<string> Counts);
