namespace Pinstitch.Local.Durable;

/// <summary>What is stored of an orchestration besides its history.</summary>
internal sealed record InstanceRow(string InstanceId, string Name, string ExecutionId, DateTime CreatedAt)
{
    public OrchestrationRuntimeStatus Status { get; init; } = OrchestrationRuntimeStatus.Pending;

    public DateTime UpdatedAt { get; init; } = CreatedAt;

    public DateTime? StartAt { get; init; }

    public string? Input { get; init; }

    public string? Output { get; init; }

    public string? CustomStatus { get; init; }

    /// <summary>JSON of <see cref="TaskFailureDetails"/>.</summary>
    public string? Failure { get; init; }

    public string? ParentId { get; init; }

    public string? ParentName { get; init; }

    public string? ParentExecutionId { get; init; }

    /// <summary>The parent's decision that this orchestration carries out.</summary>
    public int ParentTaskId { get; init; } = -1;

    /// <summary>Statuses after which nothing more happens.</summary>
    public static IReadOnlyList<OrchestrationRuntimeStatus> Endings { get; } =
    [
        OrchestrationRuntimeStatus.Completed,
        OrchestrationRuntimeStatus.Failed,
        OrchestrationRuntimeStatus.Terminated,
        OrchestrationRuntimeStatus.Canceled,
    ];

    public bool IsOver => Endings.Contains(Status);

    public OrchestrationMetadata ToMetadata(bool withInputsAndOutputs) => new(Name, InstanceId)
    {
        WithInputsAndOutputs = withInputsAndOutputs,
        RuntimeStatus = Status,
        CreatedAt = CreatedAt,
        LastUpdatedAt = UpdatedAt,
        SerializedInput = withInputsAndOutputs ? Input : null,
        SerializedOutput = withInputsAndOutputs ? Output : null,
        SerializedCustomStatus = withInputsAndOutputs ? CustomStatus : null,
        FailureDetails = Failure is null ? null : (TaskFailureDetails?)DurableJson.Read(Failure, typeof(TaskFailureDetails)),
    };
}
