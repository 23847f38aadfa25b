using System.Runtime.CompilerServices;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pinstitch.Local.Hub;

namespace Pinstitch.Functions.Local.Doctor;

/// <summary>Whether everything that the local hub took has been landed.</summary>
internal sealed class HubExamination(IServiceProvider services) : IExamination
{
    public string Area => "hub";

    public async IAsyncEnumerable<Finding> RunAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var configuration = services.GetRequiredService<IConfiguration>();
        if (configuration["EventHubName"] is not { Length: > 0 } hub || configuration["EventHubConsumerGroup"] is not { Length: > 0 } group)
        {
            yield return Finding.Failure(Area, "EventHubName or EventHubConsumerGroup is missing", "Set both; functions/Local/settings.json has them for this machine, infra/ for Azure.");
            yield break;
        }

        if (configuration["EventHubConnection:fullyQualifiedNamespace"] is { Length: > 0 } space)
        {
            yield return Finding.Ok(Area, $"events of Azure go through {space}; that hub is not looked into from here");
            yield break;
        }

        if (await services.GetRequiredService<HubBacklog>().CountAsync(hub, group, cancellation) is not { } waiting) yield return Finding.Ok(Area, "a host has the folder in use and lands what comes");
        else if (waiting > 0) yield return Finding.Warning(Area, FormattableString.Invariant($"{waiting:N0} messages wait in the local hub '{hub}' and are in no night yet"), "Start the host (dotnet run --project functions): it lands them at once.");
        else yield return Finding.Ok(Area, $"everything in the local hub '{hub}' has been landed");
    }
}
