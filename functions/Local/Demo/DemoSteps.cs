using System.Diagnostics;
using Spectre.Console;

namespace Pinstitch.Functions.Local.Demo;

/// <summary>Says what is being done while it is, and what came of it.</summary>
internal sealed class DemoSteps(IAnsiConsole console)
{
    public async Task<T> RunAsync<T>(string name, Func<Task<T>> work, Func<T, string> tell)
    {
        var watch = Stopwatch.StartNew();
        if (!console.Profile.Capabilities.Interactive) console.MarkupLine($"[grey]·[/] {Markup.Escape(name)} …");
        var result = await work();
        console.MarkupLine($"[green]✓[/] {Markup.Escape(name)}: {Markup.Escape(tell(result))} [grey]({watch.Elapsed.TotalSeconds:0.0} s)[/]");
        return result;
    }

    /// <summary>With a bar; the work says how far it is, from 0 to 1.</summary>
    public async Task<T> RunAsync<T>(string name, Func<Action<double>, Task<T>> work, Func<T, string> tell)
    {
        if (!console.Profile.Capabilities.Interactive) return await RunAsync(name, () => work(_ => { }), tell);
        var watch = Stopwatch.StartNew();
        var result = await console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new SpinnerColumn())
            .StartAsync(async progress =>
            {
                var task = progress.AddTask(name, maxValue: 1);
                return await work(share => task.Value = share);
            });
        console.MarkupLine($"[green]✓[/] {Markup.Escape(name)}: {Markup.Escape(tell(result))} [grey]({watch.Elapsed.TotalSeconds:0.0} s)[/]");
        return result;
    }
}
