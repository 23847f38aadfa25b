using Pinstitch.Land.Contract;

namespace Pinstitch.Land.Plain;

/// <summary>A set of the contract's fields.</summary>
internal struct FieldMask
{
    private ulong low;
    private ulong high;

    public readonly bool this[ContractField field] => (((int)field < 64 ? low : high) & (1UL << ((int)field & 63))) != 0;

    public void Add(ContractField field)
    {
        if ((int)field < 64) low |= 1UL << (int)field;
        else high |= 1UL << ((int)field & 63);
    }

    public readonly bool Overlaps(in FieldMask other) => ((low & other.low) | (high & other.high)) != 0;

    public static FieldMask Of(IEnumerable<ContractField> fields)
    {
        var mask = default(FieldMask);
        foreach (var field in fields) mask.Add(field);
        return mask;
    }
}
