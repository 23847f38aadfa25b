using Microsoft.Extensions.DependencyInjection;
using Pinstitch.Azure.Storage;
using Pinstitch.Collect;
using Pinstitch.Configure;
using Pinstitch.Functions.Collect;
using Pinstitch.Local.CommandLine;
using Pinstitch.Platforms;

namespace Pinstitch.Functions.Local.Collect;

/// <summary>Makes the normalised reports anew from the raw ones, without asking any platform.</summary>
internal sealed class RebuildVerb() : Verb("rebuild-reports", "Make the normalised reports anew from raw/, without asking any platform")
{
    public override async Task<int> RunAsync(VerbContext context, CancellationToken cancellation)
    {
        await context.StartHostAsync(HostParts.Storage, cancellation);
        var services = context.Services;
        var replay = new RawReplay(
            services.GetRequiredService<Lake>(), services.GetRequiredService<Measurement>(), services.GetRequiredService<ReportSources>(), services.GetRequiredService<RateTable>());
        var (reports, faults) = await replay.RunAsync(cancellation);
        await context.Output.WriteLineAsync($"{reports:N0} raw reports brought into normal form again.");
        foreach (var fault in faults) await context.Output.WriteLineAsync(fault.Text);
        return faults.Count == 0 ? 0 : 1;
    }
}
