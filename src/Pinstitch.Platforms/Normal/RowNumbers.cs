using System.IO.Hashing;
using System.Text;
using Pinstitch.Platforms.Fields;
using Pinstitch.Platforms.Rows;

namespace Pinstitch.Platforms.Normal;

/// <summary>Hashes what a row says in numbers, so that days can be told apart by their sum in whatever order the rows come; names and zeros do not count.</summary>
internal sealed class RowNumbers(NameTable names, ColumnMap columns)
{
    private readonly Dictionary<int, ulong> seeds = [];

    public ulong Hash(ReadOnlySpan<byte> key, FlatRow row)
    {
        var sum = XxHash3.HashToUInt64(key);
        Span<byte> bits = stackalloc byte[8];
        for (var place = 0; place < row.Count; place++)
        {
            if (columns[row.Name(place)] is not { Role: FieldRole.Measure or FieldRole.Claim } field) continue;
            if (RowMapping.Scaled(row, place, field, columns) is not { } number || number == 0) continue;
            BitConverter.TryWriteBytes(bits, (double)number);
            if (!seeds.TryGetValue(row.Name(place), out var seed)) seeds[row.Name(place)] = seed = XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(names[row.Name(place)]));
            sum = unchecked(sum + XxHash3.HashToUInt64(bits, (long)seed));
        }

        BitConverter.TryWriteBytes(bits, sum);
        return XxHash3.HashToUInt64(bits);
    }
}
