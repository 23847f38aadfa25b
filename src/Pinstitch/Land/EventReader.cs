using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Unicode;
using Pinstitch.Land.Contract;
using Pinstitch.Land.Traffic;

namespace Pinstitch.Land;

/// <summary>
/// Reads events of the contract, version 1 (docs/event-contract.md, schemas/event.v1.schema.json), checks them and strips
/// them of personal data. Nothing of an event is kept, and many threads may use it.
/// </summary>
/// <param name="pseudonyms">Makes identifiers.</param>
/// <param name="currency">The shop's currency, ISO 4217; the only one that revenue may be in.</param>
/// <param name="time">What "future" and "too old" are measured against.</param>
/// <param name="traffic">Tells bots and staff; null for those that everybody knows.</param>
public sealed class EventReader(Pseudonyms pseudonyms, string currency, TimeProvider time, TrafficRules? traffic = null)
{
    /// <summary>Version of the contract, kept with every rejected event.</summary>
    public const int ContractVersion = 1;

    /// <summary>How far a sender's clock may run ahead, and how far it may be off before a browser's times are set right.</summary>
    internal static readonly TimeSpan FutureTolerance = TimeSpan.FromMinutes(5);

    /// <summary>Older than the longest look-back, an event cannot change a number any more.</summary>
    internal static readonly TimeSpan MostAge = TimeSpan.FromDays(400);

    /// <summary>The rule that a message breaks which is no JSON at all.</summary>
    internal const string NotJsonRule = "not_json";

    private readonly StaffIdentifiers staff = new(pseudonyms, traffic ?? TrafficRules.Usual);
    private readonly EventPerson person = new(pseudonyms);

    private readonly ConcurrentBag<LandingBatch> free = [];

    internal Pseudonyms Pseudonyms => pseudonyms;

    internal string Currency => currency;

    internal TrafficRules Traffic { get; } = traffic ?? TrafficRules.Usual;

    internal long Now => time.GetUtcNow().UtcTicks;

    /// <summary>Whether the shop has told who its own people are.</summary>
    internal bool HasStaff => staff.Any;

    internal bool IsStaff(Identifier identifier) => staff.Contains(identifier);

    /// <summary>A batch for messages that are to be landed; dispose of it when its lines are safe.</summary>
    public LandingBatch Batch() => free.TryTake(out var batch) ? batch : new(this, free);

    /// <summary>Reads one event from the bytes of a message.</summary>
    public EventReading Read(ReadOnlyMemory<byte> body) => Read(body.Span);

    /// <summary>Reads one event from its bytes.</summary>
    public EventReading Read(ReadOnlySpan<byte> body)
    {
        if (body.StartsWith("\uFEFF"u8)) body = body[3..];
        if (!Utf8.IsValid(body)) return Broken("$", "not_unicode", $"{body.Length} bytes", "Send text in sound UTF-8.");
        Span<EventToken> tokens = stackalloc EventToken[ContractFields.Count];
        try
        {
            if (EventScan.IsCut(body)) return NotJson(body);
            return EventScan.Read(body, tokens, out var hasUnknown)
                ? Read(new EventForm(body, tokens), hasUnknown ? body : default)
                : Broken("$", "not_an_object", $"{body.Length} bytes", "Send one JSON object per message.");
        }
        catch (JsonException)
        {
            return NotJson(body);
        }
        catch (InvalidOperationException)
        {
            // The parser takes any escape in a text and finds out only when the text is asked for.
            return Broken("$", "not_unicode", $"{body.Length} bytes", "Send text without half surrogate pairs.");
        }
    }

    private static EventReading NotJson(ReadOnlySpan<byte> body) => Broken("$", NotJsonRule, $"{body.Length} bytes", "Send one JSON object per message, in UTF-8, nested at most 64 deep.");

    private static EventReading Broken(string field, string rule, string shape, string fix) => new(null, [new(field, rule, shape, fix)]);

    private EventReading Read(EventForm form, ReadOnlySpan<byte> bodyWithUnknown)
    {
        for (var item = ContractObject.User; item <= ContractObject.Door; item++) form.CheckObject(item);
        if (form.Number(ContractField.Contract) is { } version and not ContractVersion)
            form.Break(ContractField.Contract, "unknown_contract", $"This is contract {ContractVersion}; send contract {ContractVersion}, or leave the field out. (It was sent as {version}.)");
        var id = form.Required(ContractField.EventId, 128);
        var name = EventTraits.Name(ref form);
        var (happened, skew) = ReadTime(ref form);
        var source = EventTraits.Source(ref form);
        EventTraits.CheckDoor(ref form, source, name);
        var consent = EventConsent.Read(ref form);
        var notes = default(EventNotes);
        var clicks = EventClicks.Read(ref form, ref notes, out var page);
        var orderId = form.Text(ContractField.OrderId, 64);
        var found = person.Read(ref form, ref notes, clicks, orderId, happened, keepMatch: consent.Advertise != false);
        var money = EventMoney.Read(ref form, ref notes, name, currency);
        if (name is EventNames.Order or EventNames.Refund && orderId is null) form.Break(ContractField.OrderId, "missing", $"An event {name} needs order_id.");
        var stage = form.Text(ContractField.Stage, 64);
        if (name == EventNames.LeadStage && stage is null) form.Break(ContractField.Stage, "missing", "An event lead_stage needs lead.stage.");
        var client = EventTraits.Client(ref form, ref notes);
        var kind = form.Text(ContractField.Traffic, 64) ?? Classify(client, staff.ContainsAny(found.Identifiers), source);
        var landed = new LandedEvent(id is null ? string.Empty : TextScrub.Id(id), name ?? string.Empty, happened, source, found.Identifiers)
        {
            Page = page,
            Value = money.Value,
            Currency = money.Currency,
            OrderId = orderId is null ? null : TextScrub.Id(orderId),
            PlacedAt = form.Time(ContractField.PlacedAt),
            Stage = stage is null ? null : TextScrub.All(stage),
            MayMeasure = consent.Measure,
            MayAdvertise = consent.Advertise,
            MayPersonalise = consent.Personalise,
            LimitedUse = consent.LimitedUse,
            IsTest = form.Flag(ContractField.Test) ?? false,
            Traffic = kind,
            Contents = money.Contents,
            NumItems = form.Number(ContractField.NumItems),
            Search = form.Text(ContractField.Search, 512) is { } search ? TextScrub.All(search) : null,
            Order = money.Order,
            Campaign = EventTraits.Campaign(ref form),
            Clicks = consent.Advertise == false || clicks is not { Count: > 0 } ? null : clicks,
            Match = found.Match,
            Client = consent.Advertise == true ? client : null,
            Former = found.Former,
            ClockSkew = skew,
            Extra = bodyWithUnknown.IsEmpty ? null : UnknownFields.Read(bodyWithUnknown),
            Dropped = notes.Sorted(),
        };
        return form.Broken == 0 ? new(landed, []) : new(null, form.Violations);
    }

    /// <summary>An order that the shop itself tells of is no bot's, whatever placed it.</summary>
    private string? Classify(LandedClient? client, bool isStaff, string source)
    {
        if (isStaff) return "staff:identifier";
        return source is "shop" or "crm" ? null : Traffic.Classify(client?.UserAgent, client?.Ip);
    }

    /// <summary>
    /// When it happened. Of an event that says when it was sent, and that one of our doors took in, the difference of the
    /// two clocks is known: is it larger than the tolerance, the time is moved by it.
    /// </summary>
    private (DateTimeOffset Time, int? Skew) ReadTime(ref EventForm form)
    {
        var before = form.Broken;
        var happened = form.Time(ContractField.EventTime);
        var (sent, received) = (form.Time(ContractField.SentAt), form.Time(ContractField.ReceivedAt));
        if (happened is not { } told)
        {
            if (form.Broken == before) form.Break(ContractField.EventTime, "missing", "Every event needs event_time.");
            return default;
        }

        int? skew = null;
        if (received - sent is { } difference && difference.Duration() > FutureTolerance && difference.Duration() < MostAge)
        {
            skew = (int)difference.TotalSeconds;
            told = told.Ticks + (skew.Value * TimeSpan.TicksPerSecond) is > 0 and var moved && moved <= DateTimeOffset.MaxValue.Ticks ? new(moved, TimeSpan.Zero) : told;
        }

        var now = time.GetUtcNow();
        if (told > now + FutureTolerance)
            form.Break(ContractField.EventTime, "time_in_future", $"The event is {(told - now).TotalHours:0.#} hours ahead of our clock; check the sender's clock and time zone.");
        else if (told < now - MostAge)
            form.Break(ContractField.EventTime, "time_too_old", $"Events older than {MostAge.TotalDays:0} days cannot change a number any more.");
        return (told, skew);
    }
}
