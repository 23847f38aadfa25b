using System.Text.Encodings.Web;
using System.Text.Json;

namespace Pinstitch.Land;

/// <summary>Reads events of the contract, version 1 (docs/land.md), checks them and strips them of personal data.</summary>
/// <param name="pseudonyms">Makes identifiers.</param>
/// <param name="currency">The shop's currency, ISO 4217; the only one that revenue may be in.</param>
/// <param name="time">What "future" and "too old" are measured against.</param>
public sealed class EventReader(Pseudonyms pseudonyms, string currency, TimeProvider time)
{
    /// <summary>Version of the contract, kept with every rejected event.</summary>
    public const int ContractVersion = 1;

    /// <summary>How far a sender's clock may run ahead.</summary>
    private static readonly TimeSpan FutureTolerance = TimeSpan.FromMinutes(5);

    /// <summary>Older than the longest look-back, an event cannot change a number any more.</summary>
    private static readonly TimeSpan MostAge = TimeSpan.FromDays(400);

    private static readonly HashSet<string> KnownFields = new(StringComparer.Ordinal)
    {
        "event_id", "event_name", "event_time", "source", "user", "click_ids", "page", "value", "currency", "order_id", "placed_at",
        "lead", "consent", "test",
    };

    private static readonly string[] Sources = ["browser", "server", "shop", "crm"];

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads one event from the bytes of a message.</summary>
    public EventReading Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return Read(document.RootElement);
        }
        catch (JsonException)
        {
            return Broken("$", "not_json", $"{body.Length} bytes", "Send one JSON object per message, in UTF-8.");
        }
        catch (InvalidOperationException e) when (e.InnerException is System.Text.DecoderFallbackException || e.TargetSite?.DeclaringType?.Namespace == "System.Text.Json")
        {
            // The parser takes any bytes in a string and finds out only when the text is asked for.
            return Broken("$", "not_unicode", $"{body.Length} bytes", "Send text in sound UTF-8, without half surrogate pairs.");
        }
    }

    private EventReading Read(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            return Broken("$", "not_an_object", root.ValueKind.ToString().ToLowerInvariant(), "Send one JSON object per message.");
        var fields = new EventFields(root);
        var id = fields.Required("event_id", 128);
        var name = ReadName(root, fields);
        var happened = ReadTime(root, fields);
        var source = ReadSource(root, fields);
        var (page, clicks) = ReadPage(fields);
        var orderId = fields.Text(root, "order_id", 64);
        var identifiers = ReadIdentifiers(root, fields, clicks, orderId);
        var (value, code) = ReadMoney(root, fields, name);
        var isOrder = name is EventNames.Order or EventNames.Refund;
        if (isOrder && orderId is null) fields.Break("order_id", "missing", null, $"An event {name} needs order_id.");
        var stage = fields.Text(fields.Object("lead"), "stage", 64, "lead.stage");
        if (name == EventNames.LeadStage && stage is null) fields.Break("lead.stage", "missing", null, "An event lead_stage needs lead.stage.");
        var consent = fields.Object("consent");
        var landed = new LandedEvent(id ?? string.Empty, name ?? string.Empty, happened ?? default, source, identifiers)
        {
            Page = page,
            Value = value,
            Currency = code,
            OrderId = orderId,
            PlacedAt = fields.Time(root, "placed_at", "placed_at"),
            Stage = stage,
            MayMeasure = fields.Flag(consent, "measure", "consent.measure"),
            MayAdvertise = fields.Flag(consent, "advertise", "consent.advertise"),
            IsTest = fields.Flag(root, "test", "test") ?? false,
            Extra = ReadExtra(root),
        };
        return fields.Violations.Count == 0 ? new(landed, []) : new(null, fields.Violations);
    }

    private static EventReading Broken(string field, string rule, string shape, string fix) => new(null, [new(field, rule, shape, fix)]);

    private static string? ReadName(JsonElement root, EventFields fields)
    {
        var name = fields.Required("event_name", 64);
        if (name is null || EventNames.IsKnown(name)) return name;
        fields.Break("event_name", "unknown_name", root.GetProperty("event_name"), $"Use one of {string.Join(", ", EventNames.All)}, or custom:<your name>.");
        return null;
    }

    private DateTimeOffset? ReadTime(JsonElement root, EventFields fields)
    {
        var before = fields.Violations.Count;
        var happened = fields.Time(root, "event_time", "event_time");
        var given = root.TryGetProperty("event_time", out var value) ? value : (JsonElement?)null;
        if (happened is null)
        {
            if (fields.Violations.Count == before) fields.Break("event_time", "missing", given, "Every event needs event_time.");
            return null;
        }

        var now = time.GetUtcNow();
        if (happened > now + FutureTolerance)
            fields.Break("event_time", "time_in_future", given, $"The event is {(happened - now).Value.TotalHours:0.#} hours ahead of our clock; check the sender's clock and time zone.");
        else if (happened < now - MostAge)
            fields.Break("event_time", "time_too_old", given, $"Events older than {MostAge.TotalDays:0} days cannot change a number any more.");
        return happened;
    }

    private static string ReadSource(JsonElement root, EventFields fields)
    {
        var source = fields.Text(root, "source", 16) ?? "server";
        if (Sources.Contains(source)) return source;
        fields.Break("source", "unknown_source", root.GetProperty("source"), $"Use one of {string.Join(", ", Sources)}.");
        return source;
    }

    private static (LandedPage? Page, IReadOnlyList<(IdentifierType Type, string Value)> Clicks) ReadPage(EventFields fields)
    {
        if (fields.Object("page") is not { } page) return (null, []);
        var url = fields.Text(page, "url", 4096, "page.url");
        var referrer = fields.Text(page, "referrer", 4096, "page.referrer");
        if (url is null) return (null, []);
        if (PageAddress.Read(url, referrer) is { } read) return read;
        fields.Break("page.url", "not_a_web_address", page.GetProperty("url"), "Send the page's whole address, beginning with https://.");
        return (null, []);
    }

    private List<Identifier> ReadIdentifiers(JsonElement root, EventFields fields, IReadOnlyList<(IdentifierType Type, string Value)> clicks, string? orderId)
    {
        var found = new SortedSet<Identifier>();
        var user = fields.Object("user");
        AddPersonal(found, fields, user, IdentifierType.Email, "email", "email_sha256", PersonalData.NormaliseEmail);
        AddPersonal(found, fields, user, IdentifierType.Phone, "phone", "phone_sha256", PersonalData.NormalisePhone);
        Add(found, IdentifierType.CustomerId, fields.Text(user, "customer_id", 128, "user.customer_id"));
        Add(found, IdentifierType.CrmId, fields.Text(user, "crm_id", 128, "user.crm_id"));
        Add(found, IdentifierType.AnonymousId, fields.Text(user, "anonymous_id", 128, "user.anonymous_id"));
        Add(found, IdentifierType.DeviceId, fields.Text(user, "device_id", 128, "user.device_id"));
        var ids = fields.Object("click_ids");
        Add(found, IdentifierType.Epik, fields.Text(ids, "epik", 512, "click_ids.epik"));
        Add(found, IdentifierType.Fbclid, fields.Text(ids, "fbclid", 512, "click_ids.fbclid"));
        Add(found, IdentifierType.Gclid, fields.Text(ids, "gclid", 512, "click_ids.gclid"));
        foreach (var (type, value) in clicks) Add(found, type, value);
        Add(found, IdentifierType.OrderId, orderId);
        if (found.Count == 0)
        {
            fields.Break(
                "user",
                "no_identifier",
                root.TryGetProperty("user", out var given) ? given : null,
                "Send at least one usable identifier: user.anonymous_id, user.customer_id, user.email or its SHA-256, a click id, or order_id. Placeholders such as \"null\" do not count.");
        }

        return [.. found];
    }

    private void AddPersonal(SortedSet<Identifier> found, EventFields fields, JsonElement? user, IdentifierType type, string clear, string hashed, Func<string, string?> normalise)
    {
        if (fields.Text(user, clear, 320, $"user.{clear}") is { } value && normalise(value) is { } normal)
            found.Add(pseudonyms.For(type, PersonalData.Hash(normal)));
        if (fields.Text(user, hashed, 128, $"user.{hashed}") is { } hash && PersonalData.AcceptHash(hash) is { } accepted)
            found.Add(pseudonyms.For(type, accepted));
    }

    private void Add(SortedSet<Identifier> found, IdentifierType type, string? value)
    {
        if (value is not null && !Placeholders.IsPlaceholder(PersonalData.Tidy(value))) found.Add(pseudonyms.For(type, value));
    }

    private (long? Value, string? Currency) ReadMoney(JsonElement root, EventFields fields, string? name)
    {
        var before = fields.Violations.Count;
        var amount = fields.Amount("value");
        var code = fields.Text(root, "currency", 3)?.ToUpperInvariant();
        if (code is not null && Currencies.MinorDigits(code) is null)
        {
            fields.Break("currency", "unknown_currency", root.GetProperty("currency"), "Use a currency code of ISO 4217, such as EUR.");
            return (null, null);
        }

        if (code is not null && code != currency && name is not null && EventNames.NeedsValue(name))
        {
            fields.Break("currency", "currency_without_rate", root.GetProperty("currency"), $"Revenue is measured in {currency}; send amounts in {currency}, converted at the day's rate.");
            return (null, null);
        }

        if (fields.Violations.Count > before) return (null, null);
        if (amount is null)
        {
            if (name is not null && EventNames.NeedsValue(name)) fields.Break("value", "missing", null, $"An event {name} needs value and currency.");
            return (null, code);
        }

        if (code is not null) return (Currencies.ToMinor(amount.Value, code), code);
        fields.Break("currency", "missing", null, "A value needs its currency.");
        return (null, null);
    }

    private static string? ReadExtra(JsonElement root)
    {
        var unknown = root.EnumerateObject().Where(field => !KnownFields.Contains(field.Name)).ToList();
        if (unknown.Count == 0) return null;
        var sorted = new SortedDictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var field in unknown) sorted[field.Name] = field.Value;
        return TextScrub.Emails(JsonSerializer.Serialize(sorted, Plain));
    }
}
