using System.CommandLine;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pinstitch.Land.Doors;
using Pinstitch.Local.CommandLine;

namespace Pinstitch.Functions.Local.Entrances;

/// <summary><c>site-key</c>: makes the key that a site's pages carry.</summary>
internal sealed class SiteKeyVerb() : Verb("site-key", "Make the key that a site's pages send with their events (docs/land.md)")
{
    private readonly Argument<string> site = new("site") { Description = "The site's name: letters, digits, dots, dashes" };

    public override void Define(Command command) => command.Add(site);

    public override async Task<int> RunAsync(VerbContext context, CancellationToken cancellation)
    {
        if (Settings.Secret(context.Services.GetRequiredService<IConfiguration>(), "Collector:SiteKeySecret") is not { } secret)
        {
            await context.Output.WriteLineAsync("Set Collector__SiteKeySecret first, to the same text here and in the app.");
            return 1;
        }

        try
        {
            await context.Output.WriteLineAsync(SiteKey.Make(context.Parse.GetValue(site)!, secret));
            return 0;
        }
        catch (ArgumentException e)
        {
            // Without the name of the parameter, which .NET adds.
            await context.Output.WriteLineAsync(e.Message.Split(" (Parameter")[0]);
            return 1;
        }
    }
}
