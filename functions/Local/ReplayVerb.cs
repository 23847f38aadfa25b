using System.CommandLine;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Pinstitch.Functions.Land;
using Pinstitch.Functions.Local.Entrances;
using Pinstitch.Functions.Operate;
using Pinstitch.Local.CommandLine;

namespace Pinstitch.Functions.Local;

/// <summary>Sends rejected messages again after a fix.</summary>
internal sealed class ReplayVerb() : Verb("replay", "Send rejected messages again, those that can be landed now")
{
    private static readonly Option<DateOnly?> Date = DayOption.Free("--date", "Only messages that the hub took on this day, UTC");
    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Only say what would be sent and what is still wrong" };
    private static readonly Option<bool> Json = new("--json") { Description = "Write the result as JSON" };

    public override void Define(Command command)
    {
        command.Add(Date);
        command.Add(DryRun);
        command.Add(Json);
    }

    public override async Task<int> RunAsync(VerbContext context, CancellationToken cancellation)
    {
        var asJson = context.Parse.GetValue(Json);
        var dryRun = context.Parse.GetValue(DryRun);
        await context.StartHostAsync(dryRun ? HostParts.Storage : HostParts.Hub, text => { if (!asJson) context.Output.WriteLine(text); }, cancellation);
        var prefix = context.Parse.GetValue(Date) is { } date ? $"{LandedBlobs.Prefix}{date:yyyy-MM-dd}" : string.Empty;
        var outcome = await context.Services.GetRequiredService<Replay>().RunAsync(prefix, dryRun, cancellation);
        if (!outcome.TryGet(out var result, out var fault))
        {
            await context.Output.WriteLineAsync(fault.Text);
            return 1;
        }

        if (!dryRun) await Landing.FinishAsync(context, cancellation);
        if (asJson)
        {
            await context.Output.WriteLineAsync(JsonSerializer.Serialize(result, JsonSerializerOptions.Web));
            return 0;
        }

        await context.Output.WriteLineAsync($"{result.Sent:N0} messages {(dryRun ? "would be" : "were")} sent again; {result.Earlier:N0} were sent before; {result.Remaining:N0} would be rejected again.");
        foreach (var (reason, count) in result.Reasons) await context.Output.WriteLineAsync($"  {count,8:N0}  {reason}");
        return 0;
    }
}
