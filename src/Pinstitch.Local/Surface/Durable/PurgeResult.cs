namespace Pinstitch.Local;

/// <summary>How many orchestrations a purge removed.</summary>
public class PurgeResult(int count)
{
    public int PurgedInstanceCount { get; } = count;
}
