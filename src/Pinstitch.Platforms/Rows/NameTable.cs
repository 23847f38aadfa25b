using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Pinstitch.Platforms.Rows;

/// <summary>Numbers for the names of columns, found by their bytes without making strings.</summary>
internal sealed class NameTable
{
    private readonly Dictionary<string, int> numbers = new(new Utf8Names());
    private readonly List<string> names = [];
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<byte>> byBytes;

    public NameTable() => byBytes = numbers.GetAlternateLookup<ReadOnlySpan<byte>>();

    public int Count => names.Count;

    public string this[int number] => names[number];

    public int Number(ReadOnlySpan<byte> name)
    {
        if (byBytes.TryGetValue(name, out var number)) return number;
        names.Add(Encoding.UTF8.GetString(name));
        return byBytes[name] = names.Count - 1;
    }

    private sealed class Utf8Names : IEqualityComparer<string>, IAlternateEqualityComparer<ReadOnlySpan<byte>, string>
    {
        public string Create(ReadOnlySpan<byte> alternate) => Encoding.UTF8.GetString(alternate);

        public bool Equals(string? x, string? y) => string.Equals(x, y, StringComparison.Ordinal);

        public bool Equals(ReadOnlySpan<byte> alternate, string other)
        {
            if (alternate.Length < other.Length) return false;
            for (var place = 0; place < other.Length; place++)
            {
                if (other[place] >= 128) return Encoding.UTF8.GetString(alternate) == other;
                if (alternate[place] != other[place]) return false;
            }

            return alternate.Length == other.Length;
        }

        public int GetHashCode([DisallowNull] string obj) => GetHashCode(Encoding.UTF8.GetBytes(obj));

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            // Names of columns differ in their ends and lengths.
            var hash = (uint)alternate.Length;
            foreach (var letter in alternate) hash = (hash * 31) + letter;
            return (int)hash;
        }
    }
}
