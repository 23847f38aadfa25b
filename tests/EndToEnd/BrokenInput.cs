using System.Text;

namespace Pinstitch.Tests.EndToEnd;

/// <summary>Bodies as no sender should send them, each under a name that says what is wrong.</summary>
internal static class BrokenInput
{
    private const string Time = "2026-10-30T12:00:00Z";

    /// <summary>Bodies that are broken whatever entrance they come to.</summary>
    public static IReadOnlyList<(string Name, byte[] Body)> Everywhere { get; } =
    [
        ("empty", []),
        ("blank", "   \r\n"u8.ToArray()),
        ("no JSON", "page_visit;2026-10-30;anna"u8.ToArray()),
        ("HTML", "<html><body>502 Bad Gateway</body></html>"u8.ToArray()),
        ("half of it", """{"event_id":"half","event_na"""u8.ToArray()),
        ("two values", """{"event_id":"one"} {"event_id":"two"}"""u8.ToArray()),
        ("a comment", """{"event_id":"c" /* why not */}"""u8.ToArray()),
        ("NaN", """{"event_id":"nan","value":NaN}"""u8.ToArray()),
        ("null", "null"u8.ToArray()),
        ("a number", "42"u8.ToArray()),
        ("a text", "\"event\""u8.ToArray()),
        ("an empty object", "{}"u8.ToArray()),
        ("an empty array", "[]"u8.ToArray()),
        ("arrays in arrays", "[[[[]]]]"u8.ToArray()),
        ("an array of rubbish", """[1, "two", null, [], {}]"""u8.ToArray()),
        ("nested too deep", Encoding.UTF8.GetBytes(new string('[', 5_000) + new string(']', 5_000))),
        ("objects nested too deep", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 3_000)) + "1" + new string('}', 3_000))),
        ("zero bytes", new byte[500]),
        ("random bytes", [.. Enumerable.Range(0, 2_000).Select(at => (byte)(at * 7919 % 251))]),
        ("UTF-16", Encoding.Unicode.GetBytes("""{"event_id":"utf16"}""")),
        ("a byte order mark alone", [0xEF, 0xBB, 0xBF]),
        ("bytes that are no UTF-8", [.. "{\"event_id\":\""u8, 0xC3, 0x28, 0xFF, .. "\"}"u8]),
        ("half a surrogate pair", """{"event_id":"\ud800","event_name":"page_visit"}"""u8.ToArray()),
        ("half a surrogate pair in a name", """{"\udc00":1}"""u8.ToArray()),
    ];

    /// <summary>Events that are JSON, but not sound.</summary>
    public static IReadOnlyList<(string Name, byte[] Body)> Events { get; } =
    [
        Event("no event_id", $$$"""{"event_name":"page_visit","event_time":"{{{Time}}}","user":{"anonymous_id":"c"}}"""),
        Event("no identifier", $$$"""{"event_id":"e","event_name":"page_visit","event_time":"{{{Time}}}"}"""),
        Event("only placeholders", $$$"""{"event_id":"e","event_name":"page_visit","event_time":"{{{Time}}}","user":{"anonymous_id":"undefined","customer_id":"null","email":"-"}}"""),
        Event("wrong types", """{"event_id":{},"event_name":[],"event_time":true,"user":"anna","page":7,"value":{},"consent":"yes"}"""),
        Event("an unknown name", $$$"""{"event_id":"e","event_name":"purchase!","event_time":"{{{Time}}}","user":{"anonymous_id":"c"}}"""),
        Event("a future time", """{"event_id":"e","event_name":"page_visit","event_time":"2039-01-01T00:00:00Z","user":{"anonymous_id":"c"}}"""),
        Event("an ancient time", """{"event_id":"e","event_name":"page_visit","event_time":"1969-07-20T20:17:40Z","user":{"anonymous_id":"c"}}"""),
        Event("milliseconds", """{"event_id":"e","event_name":"page_visit","event_time":1793361600000,"user":{"anonymous_id":"c"}}"""),
        Event("a time beyond all calendars", """{"event_id":"e","event_name":"page_visit","event_time":"99999-01-01T00:00:00Z","user":{"anonymous_id":"c"}}"""),
        Event("a negative time", """{"event_id":"e","event_name":"page_visit","event_time":-5,"user":{"anonymous_id":"c"}}"""),
        Event("a time of 400 digits", $$$"""{"event_id":"e","event_name":"page_visit","event_time":{{{new string('9', 400)}}},"user":{"anonymous_id":"c"}}"""),
        Event("an unknown currency", $$$"""{"event_id":"e","event_name":"checkout","event_time":"{{{Time}}}","user":{"anonymous_id":"c"},"order_id":"1","value":1,"currency":"ZZZ"}"""),
        Event("another currency than the shop's", $$$"""{"event_id":"e","event_name":"checkout","event_time":"{{{Time}}}","user":{"anonymous_id":"c"},"order_id":"1","value":1,"currency":"USD"}"""),
        Event("a value of 1e400", $$$"""{"event_id":"e","event_name":"checkout","event_time":"{{{Time}}}","user":{"anonymous_id":"c"},"order_id":"1","value":1e400,"currency":"EUR"}"""),
        Event("a value below zero", $$$"""{"event_id":"e","event_name":"checkout","event_time":"{{{Time}}}","user":{"anonymous_id":"c"},"order_id":"1","value":-1,"currency":"EUR"}"""),
        Event("a value in words", $$$"""{"event_id":"e","event_name":"checkout","event_time":"{{{Time}}}","user":{"anonymous_id":"c"},"order_id":"1","value":"a lot","currency":"EUR"}"""),
        Event("a value without currency", $$$"""{"event_id":"e","event_name":"checkout","event_time":"{{{Time}}}","user":{"anonymous_id":"c"},"order_id":"1","value":5}"""),
        Event("an id of 100,000 letters", $$$"""{"event_id":"{{{new string('x', 100_000)}}}","event_name":"page_visit","event_time":"{{{Time}}}","user":{"anonymous_id":"c"}}"""),
        Event("a page that is no address", $$$"""{"event_id":"e","event_name":"page_visit","event_time":"{{{Time}}}","user":{"anonymous_id":"c"},"page":{"url":"javascript:alert(1)"}}"""),
        Event("control characters", $$$"""{"event_id":"e\u0000\u0007","event_name":"page_visit","event_time":"{{{Time}}}","user":{"anonymous_id":"c"}}"""),
    ];

    /// <summary>Events that look odd and are sound all the same.</summary>
    public static IReadOnlyList<(string Id, byte[] Body)> SoundEvents { get; } =
    [
        Event("odd-unknown-fields", $$$"""{"event_id":"odd-unknown-fields","event_name":"page_visit","event_time":"{{{Time}}}","user":{"anonymous_id":"c","shoe_size":43},"weather":{"sun":true},"list":[1,2,3]}"""),
        Event("odd-duplicate-keys", $$$"""{"event_id":"first","event_id":"odd-duplicate-keys","event_name":"page_visit","event_time":"{{{Time}}}","user":{"anonymous_id":"c"}}"""),
        Event("odd-empty-array", $$$"""{"event_id":"odd-empty-array","event_name":"page_visit","event_time":"{{{Time}}}","user":{"anonymous_id":"c"},"items":[]}"""),
        Event("odd-emoji-😀-Zoë", $$$"""{"event_id":"odd-emoji-😀-Zoë","event_name":"page_visit","event_time":"{{{Time}}}","user":{"anonymous_id":"c"}}"""),
    ];

    private static (string, byte[]) Event(string name, string json) => (name, Encoding.UTF8.GetBytes(json));
}
