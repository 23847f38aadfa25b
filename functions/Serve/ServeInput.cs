using Pinstitch.Functions.Operate;
using Pinstitch.Serve;

namespace Pinstitch.Functions.Serve;

/// <summary>A run that is to be served.</summary>
public sealed record ServeInput(RunName Run, string Work, int Shards, NightCounts Counts);
