using System.Text;

namespace Pinstitch.Lab.Shop.Traffic;

/// <summary>What goes wrong between the shop and the pipeline: losses, repeats, delays, and messages that are broken.</summary>
internal static class Defects
{
    private static readonly string[] Broken =
    [
        "this is no json",
        """{"event_id":"x-NNN","event_name":"page_visit","event_ti""",
        """{"event_name":"page_visit","event_time":"TTT","user":{"anonymous_id":"c-NNN"}}""",
        """{"event_id":"x-NNN","event_name":"checkout","event_time":"TTT","user":{"anonymous_id":"c-NNN"},"order_id":"1","value":"a lot","currency":"EUR"}""",
        """{"event_id":"x-NNN","event_name":"page_visit","event_time":"2031-01-01T00:00:00Z","user":{"anonymous_id":"c-NNN"}}""",
        """{"event_id":"x-NNN","event_name":"page_visit","event_time":"1999-12-31T00:00:00Z","user":{"anonymous_id":"c-NNN"}}""",
        """{"event_id":"x-NNN","event_name":"checkout","event_time":"TTT","user":{"anonymous_id":"c-NNN"},"order_id":"1","value":10,"currency":"XXQ"}""",
        """{"event_id":"x-NNN","event_name":"page_visit","event_time":"TTT","user":{"anonymous_id":"null"}}""",
        """{"event_id":"x-NNN","event_name":"clicked_something","event_time":"TTT","user":{"anonymous_id":"c-NNN"}}""",
        """{"event_id":"x-NNN","event_name":"page_visit","event_time":1790000000000,"user":{"anonymous_id":"c-NNN"}}""",
    ];

    /// <summary>Passes a person's messages through the world: some are lost, some come twice, some late.</summary>
    public static IEnumerable<ShopMessage> Apply(ulong seed, long person, IEnumerable<ShopMessage> messages)
    {
        var number = 0;
        foreach (var message in messages)
        {
            var draw = new Draw(seed, person, Purpose.Delivery, number++);
            var fromBrowser = message.Entrance == Entrance.Collector;
            if (fromBrowser && draw.Chance(0.015)) continue;
            var delay = fromBrowser && draw.Chance(0.01) ? 3600 + (long)draw.Exponential(43_200) : 0;
            var sent = message with { SendAt = message.SendAt + delay, Person = person };
            yield return sent;
            if (draw.Chance(fromBrowser ? 0.02 : 0.03)) yield return sent with { SendAt = sent.SendAt + 1 + draw.Below(90) };
        }
    }

    /// <summary>Broken messages of the whole shop, a half per cent of its people's.</summary>
    public static IEnumerable<ShopMessage> BrokenMessages(ShopPlan plan)
    {
        var draw = new Draw(plan.Seed, -1, Purpose.Broken);
        var count = Math.Max(Broken.Length, plan.People / 25);
        for (var number = 0; number < count; number++)
        {
            var time = plan.Start + (long)(draw.Uniform() * plan.Days * 86400);
            var text = Broken[number % Broken.Length]
                .Replace("NNN", $"{number:D7}", StringComparison.Ordinal)
                .Replace("TTT", JsonBody.Time(time), StringComparison.Ordinal);
            yield return new(time, Entrance.Hub, $"broken-{number}", string.Empty, Encoding.UTF8.GetBytes(text), IsBroken: true);
        }
    }
}
