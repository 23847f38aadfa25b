namespace Pinstitch.Serve;

/// <summary>A served table: its name in Parquet and documents, and its grain in words.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class MartTableAttribute(string name, string grain) : System.Attribute
{
    /// <summary>Lower case with underscores, as in <c>fact_order</c>.</summary>
    public string Name { get; } = name;

    /// <summary>What one row is.</summary>
    public string Grain { get; } = grain;
}
