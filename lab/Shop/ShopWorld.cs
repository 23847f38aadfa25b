using Pinstitch.Lab.Shop.Life;
using Pinstitch.Lab.Shop.Reports;
using Pinstitch.Lab.Shop.Traffic;

namespace Pinstitch.Lab.Shop;

/// <summary>A whole synthetic shop: what it sends, what the ad platforms report, and who is who.</summary>
public sealed class ShopWorld
{
    private ShopWorld(ShopPlan plan, AdLedger ledger, IReadOnlyList<ShopMessage> messages)
    {
        Plan = plan;
        Ledger = ledger;
        Messages = messages;
    }

    public ShopPlan Plan { get; }

    public AdLedger Ledger { get; }

    /// <summary>All messages that are sent before the shop's end, in order of sending.</summary>
    public IReadOnlyList<ShopMessage> Messages { get; }

    /// <summary>Makes the shop in memory: about 10 kB a person.</summary>
    /// <param name="plan">What shop.</param>
    /// <param name="threads">On how many threads; the same shop comes of any number.</param>
    public static ShopWorld Make(ShopPlan plan, int? threads = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var ledger = new AdLedger(plan);
        var messages = new List<ShopMessage>();
        foreach (var (story, sent) in Live(plan, threads))
        {
            ledger.Add(story);
            messages.AddRange(sent);
        }

        messages.AddRange(Defects.BrokenMessages(plan));
        messages.RemoveAll(message => message.SendAt >= plan.End);
        // A stable order: people in their order where two messages are sent in the same second.
        return new(plan, ledger, [.. messages.OrderBy(message => message.SendAt)]);
    }

    /// <summary>The people's stories with their messages, in order of people, made on all cores.</summary>
    public static IEnumerable<(LifeStory Story, IReadOnlyList<ShopMessage> Messages)> Live(ShopPlan plan, int? threads = null)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return Enumerable.Range(0, plan.People)
            .AsParallel()
            .AsOrdered()
            .WithDegreeOfParallelism(threads ?? Environment.ProcessorCount)
            .Select(person =>
            {
                var story = Shop.Life.Life.Live(plan, SwitchedOff.Nothing, person);
                return (story, (IReadOnlyList<ShopMessage>)[.. Write(plan, story)]);
            });
    }

    private static IEnumerable<ShopMessage> Write(ShopPlan plan, LifeStory story) => Defects.Apply(
        plan.Seed,
        story.Person.Number,
        new BrowserEvents(plan.Seed, story).Write().Concat(new ServerEvents(story).Write()));
}
