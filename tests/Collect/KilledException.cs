namespace Pinstitch.Tests.Collect;

/// <summary>The process ends here.</summary>
internal sealed class KilledException() : Exception("killed");
