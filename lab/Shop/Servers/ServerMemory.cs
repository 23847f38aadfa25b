using System.Text.Json.Nodes;

namespace Pinstitch.Lab.Shop.Servers;

/// <summary>
/// What a report server must not forget when the lab's process is killed, as no platform forgets its report jobs or moves
/// to another address because a customer's program died: one small file for each thing.
/// </summary>
/// <param name="folder">Where the files lie, made when first needed; null remembers nothing beyond the process.</param>
public sealed class ServerMemory(string? folder)
{
    /// <summary>Nothing is kept: for tests whose servers live as long as the test.</summary>
    public static ServerMemory None { get; } = new(null);

    internal void Keep(string name, JsonObject what)
    {
        if (folder is null) return;
        Directory.CreateDirectory(folder);
        var path = PathOf(name);
        // Requests come side by side, also twice the same.
        var half = $"{path}.{Path.GetRandomFileName()}";
        File.WriteAllText(half, what.ToJsonString());
        File.Move(half, path, overwrite: true);
    }

    internal JsonObject? Find(string name) =>
        folder is not null && File.Exists(PathOf(name)) ? JsonNode.Parse(File.ReadAllText(PathOf(name))) as JsonObject : null;

    /// <summary>A name comes from a caller's address, so nothing but letters and digits of it is used.</summary>
    private string PathOf(string name) => Path.Combine(folder!, string.Concat(name.Where(char.IsAsciiLetterOrDigit)) + ".json");
}
