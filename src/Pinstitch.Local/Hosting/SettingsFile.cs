using System.Text.Json;
using Microsoft.Extensions.Configuration;

namespace Pinstitch.Local.Hosting;

/// <summary>
/// Settings in the shape of <c>local.settings.json</c>: an object <c>Values</c> of names and texts, <c>__</c> standing
/// for <c>:</c> as in environment variables. A missing file is an empty one.
/// </summary>
internal sealed class SettingsFile(string name, string folder) : ConfigurationProvider, IConfigurationSource
{
    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    public override void Load()
    {
        var path = Path.Combine(folder, name);
        if (!File.Exists(path)) return;
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllText(path), new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true });
            if (!document.RootElement.TryGetProperty("Values", out var values)) return;
            Data = values.EnumerateObject().ToDictionary(
                value => value.Name.Replace("__", ":", StringComparison.Ordinal),
                value => value.Value.ValueKind == JsonValueKind.String ? value.Value.GetString() : value.Value.GetRawText(),
                StringComparer.OrdinalIgnoreCase);
        }
        catch (JsonException e)
        {
            throw new HostStartException($"{path} is not sound JSON: {e.Message}", e);
        }
    }
}
