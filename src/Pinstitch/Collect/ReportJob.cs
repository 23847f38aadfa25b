namespace Pinstitch.Collect;

/// <summary>A line of the ledger: one report of one account over some days, for one run.</summary>
/// <param name="Request">What is asked for.</param>
/// <param name="Run">The run that asks; another run of the same days has a line of its own.</param>
/// <param name="State">How far it is.</param>
public sealed record ReportJob(ReportRequest Request, string Run, JobState State)
{
    /// <summary>The platform's job; null before it is submitted.</summary>
    public ReportTicket? Ticket { get; init; }

    /// <summary>When the ticket was got: platforms forget their jobs after a while.</summary>
    public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>When the platform is being asked for the job: written before the call, taken away by its answer.</summary>
    public DateTimeOffset? AskingSince { get; init; }

    /// <summary>How many times the platform was asked to make the job.</summary>
    public int Submissions { get; init; }

    /// <summary>Whether this is the second fetch of numbers that were hard to believe.</summary>
    public bool IsConfirming { get; init; }

    /// <summary>Folder in <c>raw/</c>; null before it is downloaded.</summary>
    public string? Raw { get; init; }

    /// <summary>Hash of the raw bytes.</summary>
    public string? RawHash { get; init; }

    /// <summary>What stopped it, for people; null when nothing did.</summary>
    public string? Fault { get; init; }

    /// <summary>Next state of the same job.</summary>
    /// <exception cref="InvalidOperationException">A job never goes back.</exception>
    public ReportJob To(JobState next) => next >= State
        ? this with { State = next, Fault = null }
        : throw new InvalidOperationException($"{Request}: a job that is {State} cannot become {next}.");

    /// <summary>The job as it starts again after the platform has lost it.</summary>
    public ReportJob Again() => this with { State = JobState.Planned, Ticket = null, SubmittedAt = null, AskingSince = null };
}
