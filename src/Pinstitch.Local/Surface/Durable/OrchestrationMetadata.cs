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

    public T? ReadInputAs<T>() => Read<T>(SerializedInput);

    public T? ReadOutputAs<T>() => Read<T>(SerializedOutput);

    public T? ReadCustomStatusAs<T>() => Read<T>(SerializedCustomStatus);

    private static T? Read<T>(string? json) =>
        json is null ? default : JsonSerializer.Deserialize<T>(json, DurableJson.Options);
}
