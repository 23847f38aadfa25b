using Microsoft.AspNetCore.Builder;
using Pinstitch.Local.Hosting;
using Pinstitch.Local.Http;

namespace Pinstitch.Local.CommandLine;

/// <summary>What the host itself says on the console.</summary>
internal static class HostConsole
{
#pragma warning disable RS0030 // the command line is where the console belongs
    public static void Progress(string text) => Console.WriteLine(text);

    public static void Error(string text) => Console.Error.WriteLine(text);

    public static void Serving(WebApplication app, FunctionCatalog catalog, FunctionKeys keys, string? hubs)
    {
        var address = app.Urls.First();
        Console.WriteLine();
        Console.WriteLine($"Pinstitch serves on {address}; function key {keys.Function}; Ctrl-C stops it.");
        if (hubs is not null) Console.WriteLine($"Event hub for clients: {hubs}");
        foreach (var function in catalog.All)
        {
            var trigger = function.Trigger switch
            {
                HttpTriggerAttribute http => HttpFunctions.Describe(function, http, address),
                TimerTriggerAttribute timer => $"timer {timer.Schedule}",
                EventHubTriggerAttribute hub => $"event hub {hub.EventHubName}",
                OrchestrationTriggerAttribute => "orchestrator",
                _ => "activity",
            };
            if (function.Trigger is not ActivityTriggerAttribute) Console.WriteLine($"  {function.Name,-24} {trigger}");
        }
    }
#pragma warning restore RS0030
}
