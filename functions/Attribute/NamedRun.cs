using Pinstitch.Serve;

namespace Pinstitch.Functions.Attribute;

/// <summary>A run with its id.</summary>
/// <param name="Run">What the run is made from.</param>
/// <param name="Ads">Hash of what links stand for.</param>
public sealed record NamedRun(RunName Run, string Ads);
