using System.Globalization;
using System.Text.Json;
using Pinstitch.Lab.Shop;
using Pinstitch.Lab.Shop.Traffic;

namespace Pinstitch.Tests.EndToEnd;

/// <summary>What each order of a shop is worth, worked out from the webhooks alone.</summary>
internal static class ShopOrders
{
    /// <summary>Net cents by order number, of all that had happened when the shop's last day ended in its own zone.</summary>
    public static IReadOnlyDictionary<string, long> NetCents(ShopWorld world)
    {
        var midnight = world.Plan.LastDay.AddDays(1).ToDateTime(TimeOnly.MinValue);
        var end = new DateTimeOffset(midnight, TimeZoneInfo.FindSystemTimeZoneById(Catalogue.Zone).GetUtcOffset(midnight));
        var versions = new Dictionary<string, (DateTimeOffset At, long Cents)>();
        var refunds = new Dictionary<string, Dictionary<string, long>>();
        foreach (var message in world.Messages.Where(message => message.Entrance == Entrance.ShopWebhook))
        {
            using var document = JsonDocument.Parse(message.Body);
            var root = document.RootElement;
            if (message.Topic == "refunds/create")
            {
                if (root.GetProperty("created_at").GetDateTimeOffset() >= end) continue;
                var order = root.GetProperty("order_id").GetRawText();
                if (!refunds.TryGetValue(order, out var parts)) refunds[order] = parts = [];
                // By number, since webhooks come twice.
                parts[root.GetProperty("id").GetRawText()] = Cents(root.GetProperty("transactions")[0].GetProperty("amount"));
            }
            else
            {
                var at = root.GetProperty("updated_at").GetDateTimeOffset();
                var order = root.GetProperty("id").GetRawText();
                if (at < end && (!versions.TryGetValue(order, out var known) || at >= known.At)) versions[order] = (at, Cents(root.GetProperty("current_total_price")));
            }
        }

        return versions.ToDictionary(
            order => order.Key,
            order => order.Value.Cents - Math.Min(order.Value.Cents, refunds.GetValueOrDefault(order.Key)?.Values.Sum() ?? 0));
    }

    private static long Cents(JsonElement amount) => (long)(decimal.Parse(amount.GetString()!, CultureInfo.InvariantCulture) * 100);
}
