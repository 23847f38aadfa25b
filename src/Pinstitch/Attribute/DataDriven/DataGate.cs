namespace Pinstitch.Attribute.DataDriven;

/// <summary>Whether there is enough to fit a model from: a fitted model on too little looks as sure as one on enough.</summary>
public static class DataGate
{
    /// <returns>Why not, in words for people; empty when there is enough.</returns>
    public static IReadOnlyList<string> Check(long conversions, long paths, DataDrivenSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var reasons = new List<string>();
        if (conversions < settings.LeastConversions) reasons.Add($"{conversions} conversions, fewer than {settings.LeastConversions}");
        if (paths < settings.LeastPaths) reasons.Add($"{paths} paths, fewer than {settings.LeastPaths}");
        return reasons;
    }
}
