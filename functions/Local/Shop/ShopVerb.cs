using System.CommandLine;
using System.Diagnostics;
using Pinstitch.Lab.Shop;
using Pinstitch.Lab.Shop.Files;
using Pinstitch.Local.CommandLine;
using Pinstitch.Local.Hosting;
using Spectre.Console;

namespace Pinstitch.Functions.Local.Shop;

/// <summary>Writes the synthetic shop into files: its messages, its platforms' reports, and the truth.</summary>
internal sealed class ShopVerb() : Verb("shop", "Write a synthetic shop into a folder: messages, platform reports, and the truth (lab/README.md)")
{
    private static readonly Option<int> People = ShopOptions.People(10_000, 1, 10_000_000);
    private static readonly Option<int> Days = ShopOptions.Days(60, 1, 730);
    private static readonly Option<ulong> Seed = ShopOptions.Seed();
    private static readonly Option<string> Out = new("--out") { Description = "Folder to write into; made if it is not there", HelpName = "folder", Required = true };
    private static readonly Option<bool> NoTruth = new("--no-increments") { Description = "Leave out what each channel and campaign really brought, which takes most of the time" };

    public override void Define(Command command)
    {
        foreach (var option in new Option[] { People, Days, Seed, Out, NoTruth }) command.Add(option);
    }

    public override async Task<int> RunAsync(VerbContext context, CancellationToken cancellation)
    {
        var plan = ShopPlan.Demo with { Seed = context.Parse.GetValue(Seed), People = context.Parse.GetValue(People), Days = context.Parse.GetValue(Days) };
        var folder = Path.GetFullPath(context.Parse.GetValue(Out)!);
        var watch = Stopwatch.StartNew();
        var files = Open(plan, folder);
        var messages = await AnsiConsole.Progress().StartAsync(async progress =>
        {
            var task = progress.AddTask($"{plan.People:N0} people, {plan.Days} days", maxValue: 1);
            return await Task.Run(() => files.Write(!context.Parse.GetValue(NoTruth), share => task.Value = share, cancellation), cancellation);
        });
        await context.Output.WriteLineAsync(
            $"{messages:N0} messages in {folder} after {watch.Elapsed.TotalSeconds:0.0} s; memory at most {Process.GetCurrentProcess().PeakWorkingSet64 / 1_000_000:N0} MB.");
        return 0;
    }

    private static ShopFiles Open(ShopPlan plan, string folder)
    {
        try
        {
            return new(plan, folder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HostStartException($"{folder} cannot be written: {e.Message} Choose another folder with --out.", e);
        }
    }
}
