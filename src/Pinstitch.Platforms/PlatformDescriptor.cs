using Pinstitch.Collect;
using Pinstitch.Platforms.SignIn;

namespace Pinstitch.Platforms;

/// <summary>What is particular to a platform's reports, as data.</summary>
/// <param name="Id">The platform's id, as in its <c>platform.json</c>, in the configuration and on storage.</param>
/// <param name="Home">Where its API is; the setting <c>Platforms__NAME</c> points elsewhere.</param>
/// <param name="ApiVersion">Version that is asked for.</param>
/// <param name="ApiVersionEnds">When the platform switches that version off; null where it has said nothing.</param>
/// <param name="LookbackDays">How far back the platform may still change a day: its longest window and two days.</param>
public sealed record PlatformDescriptor(string Id, Uri Home, string ApiVersion, DateOnly? ApiVersionEnds, int LookbackDays)
{
    /// <summary>For people.</summary>
    public string Name => PlatformCatalogue.Get(Id).Name;

    /// <summary>How it signs in.</summary>
    public required SignInPlan SignIn { get; init; }

    /// <summary>Whether its days are UTC whatever the account's zone.</summary>
    public bool DaysInUtc { get; init; }

    /// <summary>The attribution window of its claims, in words.</summary>
    public required string Window { get; init; }

    /// <summary>The platform's name for how it credits.</summary>
    public string AttributionModel { get; init; } = "last_touch";

    /// <summary>What the platform counts as a view of a video.</summary>
    public string VideoViewDefinition { get; init; } = string.Empty;

    /// <summary>
    /// Whether the platform knows an identical request again and hands out the job that it has made for it. Where it does not
    /// (and lists no jobs either), a process that dies between its answer and our writing the job's name leaves a job that
    /// nobody will fetch, and another is asked for.
    /// </summary>
    public bool KnowsRequestsAgain { get; init; }

    /// <summary>How long a report job is known after it was asked for.</summary>
    public TimeSpan TicketLife { get; init; } = TimeSpan.FromHours(24);

    /// <summary>First pause between polls; it grows by half each time.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Longest pause between polls.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>When a report that is not ready counts as lost.</summary>
    public TimeSpan Deadline { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Reports of one account that are under way at once.</summary>
    public int Lanes { get; init; } = 2;

    /// <summary>What the platform allows, until its answers say better.</summary>
    public IReadOnlyList<RateLimit> Limits { get; init; } = [];
}
