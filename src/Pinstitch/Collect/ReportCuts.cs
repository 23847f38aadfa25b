namespace Pinstitch.Collect;

/// <summary>Names of partitions that the next stages read.</summary>
public static class ReportCuts
{
    /// <summary>The base fact.</summary>
    public const string None = "none";

    /// <summary>Conversions of the base fact, where the platform reports them apart.</summary>
    public const string Claims = "claims";
}
