using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Pinstitch.Land.Contract;

/// <summary>One event's fields, read as what the contract says they are; every rule that is broken is noted.</summary>
internal ref struct EventForm(ReadOnlySpan<byte> body, ReadOnlySpan<EventToken> tokens)
{
    private readonly ReadOnlySpan<byte> body = body;
    private readonly ReadOnlySpan<EventToken> tokens = tokens;
    private List<Violation>? violations;

    public readonly IReadOnlyList<Violation> Violations => violations ?? (IReadOnlyList<Violation>)[];

    public readonly int Broken => violations?.Count ?? 0;

    public readonly EventToken this[ContractField field] => tokens[(int)field];

    public readonly bool Has(ContractField field) => !tokens[(int)field].IsAbsent;

    /// <summary>A value's bytes as they stand in the event.</summary>
    public readonly ReadOnlySpan<byte> Raw(ContractField field) => body.Slice(tokens[(int)field].Start, tokens[(int)field].Length);

    /// <summary>A text's bytes without escapes.</summary>
    public readonly ReadOnlySpan<byte> Plain(ContractField field) => tokens[(int)field].IsEscaped ? Utf8Text.Unescape(body, tokens[(int)field]) : Raw(field);

    public void Break(ContractField field, string rule, string fix) =>
        (violations ??= []).Add(new(ContractFields.PathOf(field), rule, Shape(tokens[(int)field]), fix));

    public void Break(string path, string rule, string shape, string fix) => (violations ??= []).Add(new(path, rule, shape, fix));

    /// <summary>Notes a broken rule where a value stands in the place of an object.</summary>
    public void CheckObject(ContractObject item)
    {
        var field = ContractFields.FieldOf(item);
        if (Has(field) && this[field].Kind != JsonTokenType.StartObject)
            Break(field, "not_an_object", $"Send {ContractFields.NameOf(field)} as a JSON object, or leave it out.");
    }

    /// <summary>
    /// A text's bytes, trimmed; a number is taken as the text it is written with. Empty when it is absent, empty, or breaks
    /// a rule.
    /// </summary>
    public ReadOnlySpan<byte> Bytes(ContractField field, int most) => Bytes(field, most, mayHoldControls: false);

    private ReadOnlySpan<byte> Bytes(ContractField field, int most, bool mayHoldControls)
    {
        var token = tokens[(int)field];
        if (token.IsAbsent) return default;
        if (token.Kind == JsonTokenType.Number) return Raw(field);
        if (token.Kind != JsonTokenType.String)
        {
            Break(field, "not_a_text", $"Send {ContractFields.PathOf(field)} as a JSON string.");
            return default;
        }

        var text = Plain(field);
        if (Utf8Text.Characters(text) > most + TextScrub.MarkLength(text) || (!mayHoldControls && Utf8Text.HasControl(text)))
        {
            Break(field, "text_too_long", $"Send {ContractFields.PathOf(field)} with at most {most} characters and without control characters.");
            return default;
        }

        return Utf8Text.Trim(text);
    }

    /// <summary>A text; null when it is absent, empty, or breaks a rule.</summary>
    public string? Text(ContractField field, int most) => Bytes(field, most) is { IsEmpty: false } bytes ? Encoding.UTF8.GetString(bytes) : null;

    /// <summary>A text that only its hash is kept of: a line end or a tab that came along with it breaks no rule.</summary>
    public string? Personal(ContractField field, int most) => Bytes(field, most, mayHoldControls: true) is { IsEmpty: false } bytes ? Encoding.UTF8.GetString(bytes) : null;

    /// <summary>A text that must be there.</summary>
    public string? Required(ContractField field, int most)
    {
        var before = Broken;
        var text = Text(field, most);
        if (text is null && Broken == before) Break(field, "missing", $"Every event needs {ContractFields.PathOf(field)}.");
        return text;
    }

    public bool? Flag(ContractField field)
    {
        var token = tokens[(int)field];
        if (token.IsAbsent) return null;
        if (token.Kind is JsonTokenType.True or JsonTokenType.False) return token.Kind == JsonTokenType.True;
        Break(field, "not_a_flag", $"Send {ContractFields.PathOf(field)} as true or false.");
        return null;
    }

    /// <summary>A count, 0 to 1,000,000.</summary>
    public int? Number(ContractField field)
    {
        var token = tokens[(int)field];
        if (token.IsAbsent) return null;
        if (token.Kind == JsonTokenType.Number && Utf8Parser.TryParse(Raw(field), out int number, out var read) && read == token.Length && number is >= 0 and <= 1_000_000) return number;
        Break(field, "not_a_count", $"Send {ContractFields.PathOf(field)} as a whole JSON number between 0 and 1,000,000.");
        return null;
    }

    /// <summary>A point in time: ISO 8601 with an offset, or whole Unix seconds.</summary>
    public DateTimeOffset? Time(ContractField field)
    {
        var token = tokens[(int)field];
        if (token.IsAbsent) return null;
        var path = ContractFields.PathOf(field);
        if (token.Kind == JsonTokenType.Number && Utf8Parser.TryParse(Raw(field), out long seconds, out var read) && read == token.Length)
        {
            if (seconds is > 0 and < 100_000_000_000) return DateTimeOffset.FromUnixTimeSeconds(seconds);
            Break(field, "time_not_in_seconds", $"Send {path} in whole seconds since 1970 (not milliseconds), or as ISO 8601 text with an offset.");
            return null;
        }

        // Some writers escape the plus sign of an offset.
        if (token is { Kind: JsonTokenType.String, Length: >= 20 and <= 100 } && Plain(field) is { Length: >= 20 and <= 40 } text && Timestamp.Read(text) is { } time) return time;
        Break(field, "not_a_time", $"Send {path} as ISO 8601 text with an offset, such as 2026-09-14T08:30:00Z, or as whole Unix seconds.");
        return null;
    }

    /// <summary>An amount of money that is not negative, as a JSON number or as text.</summary>
    public decimal? Amount(ContractField field)
    {
        var token = tokens[(int)field];
        if (token.IsAbsent) return null;
        var read = token.Kind switch
        {
            JsonTokenType.Number => Money.Number(Raw(field)),
            JsonTokenType.String => Money.Text(Plain(field)),
            _ => null,
        };
        if (read is not { } amount)
        {
            Break(field, "not_an_amount", $"Send {ContractFields.PathOf(field)} as a number or as text with a decimal point, such as \"59.90\".");
            return null;
        }

        if (amount is >= 0 and < Money.Most) return amount;
        Break(field, "amount_out_of_range", $"Send {ContractFields.PathOf(field)} between 0 and 1,000,000,000,000; money given back is a refund event with a positive value.");
        return null;
    }

    /// <summary>A currency's code, of ISO 4217, upper case; null when it is absent or breaks a rule.</summary>
    public string? Currency(ContractField field)
    {
        var text = Text(field, 3);
        if (text is null) return null;
        if (Currencies.Find(text) is { } code) return code;
        Break(field, "unknown_currency", "Use a currency code of ISO 4217, such as EUR.");
        return null;
    }

    private readonly string Shape(EventToken token) => token.Kind switch
    {
        JsonTokenType.None => "absent",
        JsonTokenType.String => string.Create(CultureInfo.InvariantCulture, $"text of {Utf8Text.Characters(token.IsEscaped ? Utf8Text.Unescape(body, token) : body.Slice(token.Start, token.Length))} characters"),
        JsonTokenType.Number => string.Create(CultureInfo.InvariantCulture, $"number of {token.Length} characters"),
        JsonTokenType.StartArray => "array",
        JsonTokenType.StartObject => "object",
        var kind => kind.ToString().ToLowerInvariant(),
    };
}
