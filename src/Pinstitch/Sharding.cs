using System.IO.Hashing;
using System.Text;

namespace Pinstitch;

/// <summary>Which part of the nightly work something belongs to. No result depends on how many parts there are.</summary>
public static class Sharding
{
    public static int Of(string key, int shards) => (int)(XxHash64.HashToUInt64(Encoding.UTF8.GetBytes(key)) % (ulong)shards);

    /// <param name="person">A person's id, which is evenly spread by its making.</param>
    /// <param name="shards">How many parts.</param>
    public static int Of(UInt128 person, int shards) => (int)((ulong)(person >> 64) % (ulong)shards);
}
