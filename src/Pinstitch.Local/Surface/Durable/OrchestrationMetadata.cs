using System.Text.Json;
using Pinstitch.Local.Durable;

namespace Pinstitch.Local;

/// <summary>What storage knows of an orchestration.</summary>
public sealed class OrchestrationMetadata(string name, string instanceId)
{
    public string Name { get; } = name;

    public string InstanceId { get; } = instanceId;

    public OrchestrationRuntimeStatus RuntimeStatus { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset LastUpdatedAt { get; init; }

    /// <summary>JSON, only where inputs and outputs were asked for.</summary>
    public string? SerializedInput { get; init; }

    /// <summary>JSON, only where inputs and outputs were asked for.</summary>
    public string? SerializedOutput { get; init; }

    /// <summary>JSON of the last <see cref="TaskOrchestrationContext.SetCustomStatus"/>.</summary>
    public string? SerializedCustomStatus { get; init; }

    public TaskFailureDetails? FailureDetails { get; init; }

    /// <summary>True while it runs.</summary>
    public bool IsRunning => RuntimeStatus == OrchestrationRuntimeStatus.Running;

    /// <summary>True when nothing more will happen, whatever the outcome.</summary>
    public bool IsCompleted => RuntimeStatus
        is OrchestrationRuntimeStatus.Completed
        or OrchestrationRuntimeStatus.Failed
        or OrchestrationRuntimeStatus.Terminated;

    /// <summary>Whether inputs and outputs were asked for.</summary>
    internal bool WithInputsAndOutputs { get; init; }

    /// <exception cref="InvalidOperationException">Inputs and outputs were not asked for.</exception>
    public T? ReadInputAs<T>() => Read<T>(SerializedInput);

    /// <exception cref="InvalidOperationException">Inputs and outputs were not asked for.</exception>
    public T? ReadOutputAs<T>() => Read<T>(SerializedOutput);

    /// <exception cref="InvalidOperationException">Inputs and outputs were not asked for.</exception>
    public T? ReadCustomStatusAs<T>() => Read<T>(SerializedCustomStatus);

    private T? Read<T>(string? json)
    {
        if (!WithInputsAndOutputs) throw new InvalidOperationException($"Ask for inputs and outputs (getInputsAndOutputs: true) to read those of '{InstanceId}'.");
        return json is null ? default : JsonSerializer.Deserialize<T>(json, DurableJson.Options);
    }
}
