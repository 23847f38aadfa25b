using System.CommandLine;
using System.Diagnostics;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pinstitch.Lab.Shop;
using Pinstitch.Lab.Shop.Servers;
using Pinstitch.Local.CommandLine;
using Pinstitch.Local.Hosting;
using Spectre.Console;

namespace Pinstitch.Functions.Local.Demo;

/// <summary>The whole pipeline on the synthetic shop, from nothing.</summary>
internal sealed class DemoVerb() : Verb("demo", "Run the whole pipeline on a synthetic shop whose truth is known")
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private DemoState state = DemoState.New(0, 100, 14);

    public override void Define(Command command)
    {
        command.Add(DemoOptions.People);
        command.Add(DemoOptions.Days);
        command.Add(DemoOptions.Seed);
        command.Add(DemoOptions.Once);
        command.Add(DemoOptions.Fresh);
        command.Add(DemoOptions.Json);
    }

    public override void Configure(LocalSetup setup)
    {
        setup.ClearAtStart = setup.Parse.GetValue(DemoOptions.Fresh);
        var wanted = DemoState.New(setup.Parse.GetValue(DemoOptions.Seed), setup.Parse.GetValue(DemoOptions.People), setup.Parse.GetValue(DemoOptions.Days));
        state = (setup.ClearAtStart ? null : DemoState.Load(setup.Folder)) ?? wanted;
        if ((state.Seed, state.People, state.Days) != (wanted.Seed, wanted.People, wanted.Days))
        {
            throw new HostStartException(
                $"{setup.Folder.Data} holds a demo of {state.People:N0} people, {state.Days} days, seed {state.Seed}. Add --fresh to replace it, or choose another folder with --data.");
        }

        setup.Services.AddSingleton<TimeProvider>(new ShiftedClock(state.ClockShift));
        foreach (var (name, value) in DemoSettings.Secrets) setup.Configuration[name] = value;
    }

    public override async Task<int> RunAsync(VerbContext context, CancellationToken cancellation)
    {
        var watch = Stopwatch.StartNew();
        var asJson = context.Parse.GetValue(DemoOptions.Json);
        var console = asJson ? AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(TextWriter.Null) }) : AnsiConsole.Console;
        // A pipe has no width; what is cut to 80 columns there would be cut for nobody.
        if (!console.Profile.Out.IsTerminal) console.Profile.Width = 160;
        console.MarkupLine($"[bold]Pinstitch demo[/]: {state.Days} days of a shop with {state.People:N0} people, seed {state.Seed}");
        var steps = new DemoSteps(console);
        var world = await steps.RunAsync("Making the synthetic shop", () => Task.Run(() => ShopWorld.Make(state.Plan), cancellation), made => $"{made.Messages.Count:N0} messages");
        var clock = context.Services.GetRequiredService<TimeProvider>();
        await using var servers = await ReportServers.StartAsync(world.Ledger, clock, context.Folder.Lab, cancellation);
        DemoSettings.PointAt(context.Services.GetRequiredService<IConfiguration>(), servers);
        await steps.RunAsync("Starting the host", async () =>
        {
            await context.StartHostAsync(HostParts.All, text => console.MarkupLine($"  [grey]{Markup.Escape(text)}[/]"), cancellation);
            state.Save(context.Folder);
            servers.Remember();
            return context.Address;
        }, address => address);
        var run = new DemoRun(context, world, state, steps);
        var result = await run.RunAsync(watch, cancellation);
        if (asJson)
        {
            await context.Output.WriteLineAsync(JsonSerializer.Serialize(result, Json));
        }
        else
        {
            DemoReport.Write(console, result);
        }

        if (!result.Counts.Balances) return 2;
        if (context.Parse.GetValue(DemoOptions.Once)) return 0;
        console.MarkupLine("Serving until Ctrl-C.");
        await Task.Delay(Timeout.InfiniteTimeSpan, clock, cancellation).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        return 0;
    }
}
