using Pinstitch.Local.Hosting;

namespace Pinstitch.Local.Hub.Amqp;

/// <summary>The parts of <c>EventHubConnection</c> that concern the local endpoint.</summary>
/// <param name="Port">Where it listens: 5672 unless the endpoint names another; 0 for any free one.</param>
/// <param name="Key">Who may come in.</param>
internal sealed record HubConnectionString(int Port, SasKey Key)
{
    private const int UsualPort = 5672;

    /// <returns>Null when the setting points elsewhere: then this host offers no endpoint.</returns>
    /// <exception cref="HostStartException">The setting is no connection string.</exception>
    public static HubConnectionString? Parse(string? text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var fields = text.Split(';', StringSplitOptions.RemoveEmptyEntries)
            .Select(field => field.Split('=', 2))
            .Where(pair => pair.Length == 2)
            .ToDictionary(pair => pair[0].Trim(), pair => pair[1].Trim(), StringComparer.OrdinalIgnoreCase);
        if (fields.GetValueOrDefault("UseDevelopmentEmulator") != "true") return null;
        return fields.TryGetValue("SharedAccessKeyName", out var name)
            && fields.TryGetValue("SharedAccessKey", out var key)
            && Uri.TryCreate(fields.GetValueOrDefault("Endpoint"), UriKind.Absolute, out var endpoint)
            ? new(endpoint.Port >= 0 ? endpoint.Port : UsualPort, new(name, key))
            : throw new HostStartException(
                "EventHubConnection must look like Endpoint=sb://127.0.0.1;SharedAccessKeyName=local;SharedAccessKey=local;UseDevelopmentEmulator=true, with a port behind the address if need be.");
    }

    /// <summary>What a client is given.</summary>
    public string For(int port) => $"Endpoint=sb://127.0.0.1:{port};SharedAccessKeyName={Key.Name};SharedAccessKey={Key.Key};UseDevelopmentEmulator=true";
}
