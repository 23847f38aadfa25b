using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Pinstitch.Azure.Storage;
using Pinstitch.Azure.Tabular;
using Pinstitch.Functions.Land;
using Pinstitch.Functions.Stitch;
using Pinstitch.Lab.Shop;
using Pinstitch.Lab.Shop.Traffic;
using Pinstitch.Lab.Shop.Truth;
using Pinstitch.Land;
using Pinstitch.Stitch;

namespace Pinstitch.Functions.Local.Demo;

/// <summary>Holds the persons that a night found against those who really sent the events.</summary>
internal sealed class StitchCheck(Lake lake, IdentityStore store, IdentityEvidence evidence, Pseudonyms pseudonyms, ShopWorld world)
{
    /// <summary>How well persons were found, and what each guard rail was worth.</summary>
    public async Task<(StitchQuality Quality, IReadOnlyList<GuardCheck> Guards)> MeasureAsync(CancellationToken cancellation)
    {
        var current = await StoreAsync(cancellation);
        var persons = await evidence.PersonsAsync(current, cancellation);
        var truth = new Dictionary<string, long>();
        foreach (var message in world.Messages.Where(message => !message.IsBroken)) truth[KeyOf(message)] = message.Person;
        var night = DateTimeOffset.FromUnixTimeSeconds(world.Plan.Night);
        var records = new List<StitchRecord>();
        var users = new Dictionary<string, HashSet<long>>(StringComparer.Ordinal);
        foreach (var part in await EventDays.PartsAsync(lake.Events, cancellation))
        {
            await foreach (var item in EventsAsync(part, cancellation))
            {
                if (item.Time >= night) continue;
                var person = truth[KeyOf(item)];
                var assigned = persons.Of(item);
                foreach (var identifier in item.Identifiers)
                {
                    if (!users.TryGetValue(identifier.ToString(), out var of)) users[identifier.ToString()] = of = [];
                    of.Add(person);
                }

                // A click id is seen once; it could only be right.
                records.AddRange(item.Identifiers.Where(identifier => identifier.Type <= IdentifierType.DeviceId).Select(identifier => new StitchRecord(person, identifier.ToString(), assigned)));
            }
        }

        return (StitchQuality.Of(records), GuardCheck.Of((await evidence.HeldAsync(current, cancellation)).Select(held => (held.Guard.Name(), held.Edge.A.ToString(), held.Edge.B.ToString())), users.ToDictionary(item => item.Key, item => (IReadOnlySet<long>)item.Value)));
    }

    private async IAsyncEnumerable<LandedEvent> EventsAsync(Section part, [EnumeratorCancellation] CancellationToken cancellation)
    {
        if (part.Blob.EndsWith(".parquet", StringComparison.Ordinal))
        {
            foreach (var row in await ParquetFile.ReadAsync<StoredLine>(await lake.Events.ReadAsync(part.Blob, cancellation)))
                yield return LandingJson.ReadLanded(Encoding.UTF8.GetBytes(row.Line)).Event;
            yield break;
        }

        foreach (var line in Lines.Read(await lake.Events.ReadAsync(part.Blob, part.Offset, part.Length, cancellation)))
            yield return LandingJson.ReadLanded(line.Span).Event;
    }

    private async Task<IdentityPointer> StoreAsync(CancellationToken cancellation) =>
        (await store.CurrentAsync(cancellation) ?? throw new InvalidOperationException("The night has left no identity store.")).Pointer;

    /// <summary>What a message and the event that it becomes have in common.</summary>
    private string KeyOf(ShopMessage message)
    {
        using var body = JsonDocument.Parse(message.Body);
        var root = body.RootElement;
        return message.Entrance switch
        {
            Entrance.ShopWebhook => "order " + root.GetProperty(message.Topic == "refunds/create" ? "order_id" : "id").GetRawText(),
            Entrance.CrmWebhook => pseudonyms.For(IdentifierType.CrmId, root.GetProperty("contact_id").GetString()!).ToString(),
            _ => root.GetProperty("event_id").GetString()!,
        };
    }

    private static string KeyOf(LandedEvent item) => item.Source switch
    {
        "shop" => "order " + item.OrderId,
        "crm" => item.Identifiers.First(identifier => identifier.Type == IdentifierType.CrmId).ToString(),
        _ => item.EventId,
    };
}
