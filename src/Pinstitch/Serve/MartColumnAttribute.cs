namespace Pinstitch.Serve;

/// <summary>A column of a served table. Columns stand in the order of the record's properties, names in snake case.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class MartColumnAttribute(string description) : System.Attribute
{
    /// <summary>Meaning and unit, for the data dictionary.</summary>
    public string Description { get; } = description;
}
