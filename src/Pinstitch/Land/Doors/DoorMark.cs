using System.Text.Json;
using Pinstitch.Land.Contract;
using Pinstitch.Land.Traffic;

namespace Pinstitch.Land.Doors;

/// <summary>
/// What the HTTP collector knows of the events in a request: by which door they came, when, and from whom. The visitor's
/// address and browser are looked at for bots and staff here; further they go only with consent to advertising.
/// </summary>
/// <param name="name"><c>browser</c> for the door that is open to everybody, <c>server</c> for the one with a key.</param>
/// <param name="receivedAt">When the request came.</param>
/// <param name="ip">The caller's address; null for a server's.</param>
/// <param name="userAgent">The caller's browser; null for a server's, or where none was told.</param>
/// <param name="gpc">Whether the browser sends Global Privacy Control.</param>
/// <param name="isPrefetch">Whether the browser loads the page ahead, with nobody looking at it.</param>
/// <param name="rules">Tells bots and staff.</param>
public sealed class DoorMark(string name, DateTimeOffset receivedAt, string? ip, string? userAgent, bool gpc, bool isPrefetch, TrafficRules rules) : IDoorMark
{
    public const string Browser = "browser";
    public const string Server = "server";

    private const int LongestAgent = 1024;

    public bool Replaces(string field) => field is "client" or "door";

    public void Write(JsonElement item, Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(json);
        var (address, agent) = (Text(item, "ip") ?? ip, Text(item, "user_agent") ?? userAgent);
        if (agent is { Length: > LongestAgent }) agent = agent[..LongestAgent];
        if (!gpc && Consents(item) && (address ?? agent) is not null)
        {
            json.WriteStartObject("client");
            if (address is not null) json.WriteString("ip", address);
            if (agent is not null) json.WriteString("user_agent", agent);
            json.WriteEndObject();
        }

        json.WriteStartObject("door");
        json.WriteString("name", name);
        json.WriteString("received_at", Timestamp.Write(receivedAt));
        if (gpc) json.WriteBoolean("gpc", true);
        if (Kind(address, agent) is { } kind) json.WriteString("traffic", kind);
        json.WriteEndObject();
    }

    private string? Kind(string? address, string? agent)
    {
        if (isPrefetch) return "bot:prefetch";
        if (name == Browser && string.IsNullOrWhiteSpace(agent) && rules.BrowsersNameThemselves) return "bot:no_user_agent";
        return rules.Classify(agent, address);
    }

    private static bool Consents(JsonElement item) =>
        item.TryGetProperty("consent", out var consent) && consent.ValueKind == JsonValueKind.Object
        && consent.TryGetProperty("advertise", out var advertise) && advertise.ValueKind == JsonValueKind.True
        && !(consent.TryGetProperty("gpc", out var gpc) && gpc.ValueKind == JsonValueKind.True);

    private static string? Text(JsonElement item, string field) =>
        item.TryGetProperty("client", out var client) && client.ValueKind == JsonValueKind.Object
        && client.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;
}
