using System.Text.Json;
using Pinstitch.Collect;
using Pinstitch.Configure;
using Pinstitch.Platforms.Calls;
using Pinstitch.Platforms.Entities;
using Pinstitch.Platforms.Faults;
using Pinstitch.Platforms.Fields;
using Pinstitch.Platforms.Rows;

namespace Pinstitch.Platforms;

/// <summary>
/// An ad platform: a descriptor, the reports it makes, a table of fields, a table of faults, and how its requests are
/// written. It does no I/O and keeps no state; the engine sends what it writes. A new platform is a class like this in a
/// folder of its own: it is found by itself.
/// </summary>
public abstract class AdPlatform
{
    public abstract PlatformDescriptor Descriptor { get; }

    /// <summary>What its refusals mean.</summary>
    public abstract FaultTable Faults { get; }

    /// <summary>The reports that are collected from an account.</summary>
    public abstract IReadOnlyList<ReportKind> Reports(AdAccount account);

    /// <summary>What the columns of a report mean.</summary>
    public abstract FieldTable Fields(ReportKind kind);

    /// <summary>Where the rows are in what it sends.</summary>
    public abstract RowShape Shape(ReportKind kind);

    /// <summary>What the properties of an entity list mean.</summary>
    public virtual EntityTable Entities(ReportKind kind) => throw new NotSupportedException($"{Descriptor.Name} has no entity list '{kind.Id}'.");

    /// <summary>Asks for a report job; null for a platform that answers at once.</summary>
    public virtual PlatformCall? Submit(ReportQuestion question) => null;

    /// <summary>The job's name in the answer to <see cref="Submit"/>; null when there is none.</summary>
    public virtual string? Token(JsonElement answer) => null;

    /// <summary>Asks how far a job is; null for a platform without jobs.</summary>
    public virtual PlatformCall? Poll(ReportQuestion question, ReportTicket ticket) => null;

    /// <summary>How far a job is by the answer to <see cref="Poll"/>.</summary>
    public virtual ReportState State(JsonElement answer) => ReportState.Ready;

    /// <summary>The next request of a download; null when all of it is there.</summary>
    /// <param name="question">What was asked for.</param>
    /// <param name="ticket">The job.</param>
    /// <param name="number">Requests of this download so far.</param>
    /// <param name="last">The answer to the one before, where it was not streamed.</param>
    public abstract Outcome<PlatformCall?> Part(ReportQuestion question, ReportTicket ticket, int number, JsonElement? last);

    /// <summary>
    /// The next request for the ids of the entities that a single day's report has rows of, so that it can be fetched in shares
    /// of them; null when all are told, and at once where reports cannot be asked for by ids.
    /// </summary>
    /// <param name="question">What was too large.</param>
    /// <param name="level">Which entities: <see cref="ReportLevels"/>.</param>
    /// <param name="number">Requests so far.</param>
    /// <param name="last">The answer to the one before.</param>
    public virtual Outcome<PlatformCall?> Members(ReportQuestion question, string level, int number, JsonElement? last) => (PlatformCall?)null;

    /// <summary>The ids in an answer to <see cref="Members"/>.</summary>
    public virtual IEnumerable<string> MemberIds(JsonElement answer, string level) => [];

    /// <summary>What an answer with status 200 says against itself; null when it is sound.</summary>
    public virtual FaultSigns? InBody(JsonElement body) => null;

    /// <summary>What the headers of an answer say about the budget.</summary>
    public virtual BudgetSigns? Budget(HttpResponseMessage response, DateTimeOffset now) => null;

    /// <summary>How long the headers of a refusal for too many calls say to wait; null where they do not.</summary>
    public virtual TimeSpan? Reset(HttpResponseMessage response) => null;

    /// <summary>Asks whether the numbers of a day are complete; null where the platform does not tell.</summary>
    public virtual PlatformCall? Readiness(DateOnly day) => null;

    /// <summary>What the answer to <see cref="Readiness"/> says.</summary>
    public virtual MetricsReady Ready(JsonElement answer) => new(null, null);

    /// <summary>Asks which columns reports can have; null where the platform does not tell.</summary>
    public virtual PlatformCall? Offer() => null;

    /// <summary>The columns in the answer to <see cref="Offer"/>.</summary>
    public virtual IReadOnlyList<string> Offered(JsonElement answer) => [];

    /// <summary>The whole address of a path on the platform.</summary>
    protected Uri At(string path) => new(Descriptor.Home, path);
}
