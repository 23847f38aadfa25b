using System.Text.Json;
using Pinstitch.Local.Hub;

namespace Pinstitch.Local.Hosting;

/// <summary>What the embedded host takes from <c>host.json</c>; parts that concern only Azure are left alone.</summary>
internal sealed record HostJson(EventHubSettings EventHubs, int MaxConcurrentActivities, string HubName)
{
    public static HostJson Read(string path)
    {
        using var file = File.OpenRead(path);
        var root = JsonDocument.Parse(file, new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true }).RootElement;
        var batch = Find(root, "extensions", "eventHubs", "maxEventBatchSize")?.GetInt32() ?? 100;
        var activities = Find(root, "extensions", "durableTask", "maxConcurrentActivityFunctions")?.GetInt32() ?? Environment.ProcessorCount;
        var hub = Find(root, "extensions", "durableTask", "hubName")?.GetString() ?? "TestHubName";
        return new(new(batch), activities, hub);
    }

    private static JsonElement? Find(JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element)) return null;
        }

        return element;
    }
}
