using System.Text.Json;
using Pinstitch.Lab.Shop;
using Pinstitch.Local.Hosting;

namespace Pinstitch.Functions.Local.Demo;

/// <summary>What a demo remembers, so that one that was killed goes on where it was.</summary>
/// <param name="Seed">The shop's seed.</param>
/// <param name="People">Its people.</param>
/// <param name="Days">Its days.</param>
/// <param name="ClockShift">How far the demo's clock is from the system's.</param>
/// <param name="Loaded">Messages that have been sent.</param>
internal sealed record DemoState(ulong Seed, int People, int Days, TimeSpan ClockShift, int Loaded)
{
    /// <summary>How long after the shop's last day the demo takes place.</summary>
    private static readonly TimeSpan After = TimeSpan.FromHours(4);

    public ShopPlan Plan => ShopPlan.Demo with { Seed = Seed, People = People, Days = Days };

    public static DemoState New(ulong seed, int people, int days)
    {
        var plan = ShopPlan.Demo with { Seed = seed, People = people, Days = days };
        return new(seed, people, days, DateTimeOffset.FromUnixTimeSeconds(plan.End) + After - TimeProvider.System.GetUtcNow(), 0);
    }

    public static DemoState? Load(HostFolder folder)
    {
        try
        {
            return JsonSerializer.Deserialize<DemoState>(File.ReadAllText(PathIn(folder)));
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            return null;
        }
    }

    public void Save(HostFolder folder) => AtomicFile.Write(PathIn(folder), JsonSerializer.Serialize(this));

    private static string PathIn(HostFolder folder) => Path.Combine(folder.Data, "demo.json");
}
