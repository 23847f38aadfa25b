using Pinstitch.Functions.Land.Settle;
using Pinstitch.Functions.Stitch;

namespace Pinstitch.Tests.Land;

internal sealed record SettledResult(IReadOnlyList<SettledShard> Shards, SettledNight Kept, ChangedDays Changed, IReadOnlyList<string> Events)
{
    public long Count => Shards.Sum(shard => shard.Count);

    public long Duplicates => Shards.Sum(shard => shard.Duplicates);
}
