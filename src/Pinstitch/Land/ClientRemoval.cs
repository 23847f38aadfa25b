using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pinstitch.Land;

/// <summary>
/// Takes the visitor's address and browser out of a message that was rejected, when their time is over. The browser leaves a
/// mark behind, so that the message is not taken for one of a program without a name when it is replayed.
/// </summary>
public static class ClientRemoval
{
    /// <summary>What stands for a browser that is no longer known.</summary>
    public const string Mark = "(removed)";

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly HashSet<string> Addresses = new(StringComparer.OrdinalIgnoreCase) { "ip", "client_ip_address", "ip_address", "browser_ip" };
    private static readonly HashSet<string> Browsers = new(StringComparer.OrdinalIgnoreCase) { "user_agent", "client_user_agent" };

    /// <summary>The message without them; the same text when it has none. A message that is no JSON is none that has.</summary>
    public static string From(string body)
    {
        ArgumentNullException.ThrowIfNull(body);
        try
        {
            var root = JsonNode.Parse(body);
            return Clean(root) ? root!.ToJsonString(Plain) : body;
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            // Not readable, or with the same name twice: nothing can be said of what is where, so nothing is kept but that it was there.
            return Mentions(body) ? Mark : body;
        }
    }

    private static bool Clean(JsonNode? node)
    {
        var found = false;
        if (node is JsonArray list)
        {
            foreach (var item in list) found |= Clean(item);
        }
        else if (node is JsonObject fields)
        {
            foreach (var name in fields.Select(field => field.Key).ToList())
            {
                if (Addresses.Contains(name)) found |= fields.Remove(name);
                else if (Browsers.Contains(name) && fields[name] is { } value && !IsMark(value)) (fields[name], found) = (Mark, true);
                else found |= Clean(fields[name]);
            }
        }

        return found;
    }

    private static bool IsMark(JsonNode value) => value is JsonValue text && text.TryGetValue<string>(out var said) && said == Mark;

    private static bool Mentions(string body) => Addresses.Concat(Browsers).Any(name => body.Contains($"\"{name}\"", StringComparison.OrdinalIgnoreCase));
}
