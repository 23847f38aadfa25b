using Microsoft.Extensions.Configuration;

namespace Pinstitch.Local.Hosting;

/// <summary>Resolves <c>%NAME%</c> in trigger attributes and host.json from the settings, as the Functions host does.</summary>
internal sealed class SettingNames(IConfiguration configuration)
{
    /// <exception cref="HostStartException">The setting is missing.</exception>
    public string Resolve(string text)
    {
        if (text.Length < 3 || text[0] != '%' || text[^1] != '%') return text;
        var name = text[1..^1];
        return configuration[name.Replace("__", ":", StringComparison.Ordinal)] ?? configuration[name] ?? throw new HostStartException(
            $"The setting '{name}' is missing: a trigger asks for {text}. Set it in functions/local.settings.json or as an environment variable.");
    }
}
