using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Pinstitch.Lab.EndToEnd;
using Pinstitch.Local.Hosting;
using Pinstitch.Local.Hub;
using Pinstitch.Local.Hub.Amqp;

namespace Pinstitch.Tests.Local.Hub.Amqp;

/// <summary>Hubs in a folder of their own with their AMQP endpoint, and the npm client that talks to them.</summary>
internal sealed class LocalHubs : IAsyncDisposable
{
    public const string Hub = "events";
    private readonly string folder;
    private readonly AmqpEndpoint endpoint;
    private readonly bool keepFolder;

    private LocalHubs(string folder, EventHubs hubs, AmqpEndpoint endpoint, NodePackage? client, bool keepFolder) =>
        (this.folder, Hubs, this.endpoint, Client, this.keepFolder) = (folder, hubs, endpoint, client, keepFolder);

    public EventHubs Hubs { get; }

    public string Folder => folder;

    public EventHub Events => Hubs.Get(Hub);

    public string Connection => endpoint.ConnectionString!;

    private NodePackage? Client { get; }

    /// <summary>Starts on a free port; skips the test where Node.js is missing.</summary>
    public static async Task<LocalHubs> StartAsync(string? folder = null, bool keepFolder = false)
    {
        var missing = await NodePackage.MissingAsync();
        Assert.SkipWhen(missing is not null, missing ?? string.Empty);
        folder ??= Directory.CreateTempSubdirectory("pinstitch-amqp-").FullName;
        var hubs = new EventHubs(HostFolder.Choose(folder), TimeProvider.System);
        hubs.Get(Hub);
        var configuration = new ConfigurationManager();
        configuration["EventHubConnection"] = "Endpoint=sb://127.0.0.1:0;SharedAccessKeyName=local;SharedAccessKey=secret;UseDevelopmentEmulator=true";
        var endpoint = new AmqpEndpoint(hubs, configuration, new StartProgress(), TimeProvider.System);
        await endpoint.StartAsync(TestContext.Current.CancellationToken);
        return new(folder, hubs, endpoint, await NodePackage.OpenAsync(NodePackage.EventHubsClient, TestContext.Current.CancellationToken), keepFolder);
    }

    /// <summary>Runs a command of client.mjs that must succeed.</summary>
    public async Task<JsonElement> RunAsync(string command, object options, string? connection = null, string? hub = null)
    {
        var answer = await AskAsync(command, options, connection, hub);
        return answer.TryGetProperty("result", out var result) ? result : throw new InvalidOperationException($"{command}: {answer}");
    }

    /// <summary>Runs a command of client.mjs that must fail.</summary>
    public async Task<JsonElement> FailAsync(string command, object options, string? connection = null, string? hub = null) =>
        (await AskAsync(command, options, connection, hub)).GetProperty("failure");

    public async ValueTask DisposeAsync()
    {
        await endpoint.StopAsync(CancellationToken.None);
        await Hubs.DisposeAsync();
        if (!keepFolder) Directory.Delete(folder, recursive: true);
    }

    private Task<JsonElement> AskAsync(string command, object options, string? connection, string? hub)
    {
        var all = JsonSerializer.SerializeToNode(options, JsonSerializerOptions.Web)!.AsObject();
        all["connection"] = connection ?? Connection;
        all["hub"] = hub ?? Hub;
        return Client!.RunAsync(command, all, TestContext.Current.CancellationToken);
    }
}
