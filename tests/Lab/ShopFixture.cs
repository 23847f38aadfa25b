using Pinstitch.Lab.Shop;
using Pinstitch.Lab.Shop.Life;
using Pinstitch.Lab.Shop.Traffic;

namespace Pinstitch.Tests.Lab;

/// <summary>A shop that is large enough for its rates to show, lived once for all tests.</summary>
public sealed class ShopFixture
{
    public ShopFixture()
    {
        Lives = [.. ShopWorld.Live(Plan)];
        World = ShopWorld.Make(Plan);
    }

    public static ShopPlan Plan { get; } = ShopPlan.Demo with { Seed = 5, People = 6_000 };

    public IReadOnlyList<(LifeStory Story, IReadOnlyList<ShopMessage> Messages)> Lives { get; }

    public ShopWorld World { get; }

    public IEnumerable<ShopOrder> Orders => Lives.SelectMany(life => life.Story.Orders);
}
