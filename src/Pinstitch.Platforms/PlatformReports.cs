using System.Net;
using System.Text.Json;
using Pinstitch.Collect;
using Pinstitch.Configure;
using Pinstitch.Platforms.Calls;
using Pinstitch.Platforms.Entities;
using Pinstitch.Platforms.Normal;
using Pinstitch.Platforms.Rows;

namespace Pinstitch.Platforms;

/// <summary>
/// The reports of one platform: how to ask for one, wait for it and fetch its bytes. The same for every platform; what
/// differs is in <see cref="AdPlatform"/>. Each step can be repeated after a crash; what a step needs from the one before
/// is in the ticket.
/// </summary>
public sealed class PlatformReports
{
    private const int MostCalls = 10_000;
    private readonly PlatformLine line;

    public PlatformReports(AdPlatform platform, HttpClient http, PlatformAddresses addresses, IPlatformSecrets secrets, TimeProvider time)
    {
        Platform = platform;
        line = new(platform, http, addresses, secrets, time);
    }

    public AdPlatform Platform { get; }

    public PlatformDescriptor Descriptor => Platform.Descriptor;

    /// <exception cref="InvalidOperationException">The platform has no such report.</exception>
    public ReportKind Kind(AdAccount account, string report) =>
        Platform.Reports(account).FirstOrDefault(kind => kind.Id == report)
        ?? throw new InvalidOperationException($"{Descriptor.Name} has no report '{report}'.");

    /// <summary>Asks the platform to make a report. The caller stores the ticket before anything else.</summary>
    /// <param name="account">The account.</param>
    /// <param name="request">The report.</param>
    /// <param name="only">Ids of the request's share; empty for all.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<Outcome<ReportTicket>> SubmitAsync(AdAccount account, ReportRequest request, IReadOnlyList<string> only, CancellationToken cancellation)
    {
        if (Platform.Submit(Question(account, request, only)) is not { } call) return new ReportTicket(string.Empty);
        var answer = await line.AskAsync(account.Id, call, cancellation);
        return answer.Then(body => Platform.Token(body.Json) is { Length: > 0 } token
            ? (Outcome<ReportTicket>)new ReportTicket(token)
            : new Fault(FaultKind.Transient, $"{Descriptor.Name} took the report but gave no name for it."));
    }

    /// <summary>How far the report is.</summary>
    /// <param name="account">The account.</param>
    /// <param name="request">The report.</param>
    /// <param name="ticket">The job.</param>
    /// <param name="isYoung">Whether the job has just been made: not all of a platform's servers know it at once, and it is not lost because of that.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<Outcome<ReportState>> PollAsync(AdAccount account, ReportRequest request, ReportTicket ticket, bool isYoung, CancellationToken cancellation)
    {
        if (Platform.Poll(Question(account, request), ticket) is not { } call) return ReportState.Ready;
        var answer = await line.AskAsync(account.Id, call, cancellation);
        // A job that the platform does not know any more is asked for anew.
        if (answer.Fault is { Kind: FaultKind.Lost } unknown) return isYoung ? unknown with { Kind = FaultKind.Transient } : ReportState.Lost;
        return answer.Then<ReportState>(body => Platform.State(body.Json));
    }

    /// <summary>Fetches a report that is ready into a spool, exactly as the platform sends it.</summary>
    /// <returns>The number of parts; none for a report without rows.</returns>
    public async Task<Outcome<int>> DownloadAsync(
        AdAccount account, ReportRequest request, IReadOnlyList<string> only, ReportTicket ticket, PartSpool spool, CancellationToken cancellation)
    {
        var question = Question(account, request, only);
        JsonElement? last = null;
        for (var number = 0; number < MostCalls; number++)
        {
            if (!Platform.Part(question, ticket, number, last).TryGet(out var call, out var fault)) return fault;
            if (call is null) return spool.Parts.Count;
            if (call.IsStreamed)
            {
                if (!(await line.OpenAsync(account.Id, call, cancellation)).TryGet(out var response, out fault)) return fault;
                if (await StoreAsync(response, call, spool, cancellation) is { } broken) return broken;
                last = null;
                continue;
            }

            if (!(await line.AskAsync(account.Id, call, cancellation)).TryGet(out var answer, out fault)) return fault;
            if (call.IsPart) spool.Add(answer.Body.Span);
            last = answer.Json;
        }

        return new Fault(FaultKind.Bug, $"{Descriptor.Name}'s report {request.Report} does not end.");
    }

    /// <summary>The entities that a day which is too large for one report can be shared out by: of the level below those of its share, within these.</summary>
    /// <returns>The level and the ids in order; or a fault that says that it cannot be shared any further.</returns>
    public async Task<Outcome<(string Level, IReadOnlyList<string> Ids)>> MembersAsync(AdAccount account, ReportRequest request, IReadOnlyList<string> only, CancellationToken cancellation)
    {
        var question = Question(account, request, only);
        var ids = new SortedSet<string>(StringComparer.Ordinal);
        if (ReportLevels.Below(request.Share?.Level ?? ReportLevels.Account, question.Kind.Level) is not { } level) return Whole();
        JsonElement? last = null;
        for (var number = 0; number < MostCalls; number++)
        {
            if (!Platform.Members(question, level, number, last).TryGet(out var call, out var fault)) return fault;
            if (call is null) return ids.Count > 0 ? (level, ids.ToList()) : Whole();
            if (!(await line.AskAsync(account.Id, call, cancellation)).TryGet(out var answer, out fault)) return fault;
            ids.UnionWith(Platform.MemberIds(answer.Json, level));
            last = answer.Json;
        }

        return new Fault(FaultKind.Bug, $"{Descriptor.Name}'s list of what is in the report {request.Report} does not end.");

        Outcome<(string Level, IReadOnlyList<string> Ids)> Whole() => new Fault(
            FaultKind.TooLarge, $"{Descriptor.Name} cannot make that much of {request.Report} at once, not even for a single day{(request.Share is null ? string.Empty : " of a single " + request.Share.Level)}.");
    }

    /// <summary>
    /// Whether the platform takes the sign-in and lets the account be read: the first page of a list, or of one day's
    /// report where it answers those at once; a platform that makes everything as a job is only signed in to.
    /// </summary>
    /// <returns>What was seen, in words.</returns>
    public async Task<Outcome<string>> ProbeAsync(AdAccount account, DateOnly day, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(account);
        foreach (var kind in Platform.Reports(account).OrderByDescending(kind => kind.IsSnapshot).ThenByDescending(kind => kind.Level == ReportLevels.Account))
        {
            var question = Question(account, new(Descriptor.Id, account.Id, kind.Id, day, day));
            if (Platform.Submit(question) is not null) continue;
            if (!Platform.Part(question, new(string.Empty), 0, null).TryGet(out var call, out var fault)) return fault;
            if (call is null) continue;
            if (!call.IsStreamed) return (await line.AskAsync(account.Id, call, cancellation)).Then<string>(_ => $"{Descriptor.Name} lets {kind.Id} be read");
            return (await line.OpenAsync(account.Id, call, cancellation)).Then<string>(response =>
            {
                response.Dispose();
                return $"{Descriptor.Name} lets {kind.Id} be read";
            });
        }

        return (await line.SignInAsync(account.Id, cancellation)).Then<string>(_ => $"{Descriptor.Name} takes the sign-in");
    }

    /// <summary>Whether a day's numbers are complete by the platform's own word; null where it does not say.</summary>
    public async Task<Outcome<MetricsReady>> ReadinessAsync(AdAccount account, DateOnly day, CancellationToken cancellation)
    {
        if (Platform.Readiness(day) is not { } call) return new MetricsReady(null, null);
        return (await line.AskAsync(account.Id, call, cancellation)).Then<MetricsReady>(answer => Platform.Ready(answer.Json));
    }

    /// <summary>The columns that the platform offers now; empty where it does not tell.</summary>
    public async Task<Outcome<IReadOnlyList<string>>> OfferedAsync(AdAccount account, CancellationToken cancellation)
    {
        if (Platform.Offer() is not { } call) return (string[])[];
        return (await line.AskAsync(account.Id, call, cancellation)).Then(answer => (Outcome<IReadOnlyList<string>>)Platform.Offered(answer.Json).ToList());
    }

    /// <summary>Columns that the tables know of an account's reports.</summary>
    public IReadOnlySet<string> Known(AdAccount account) => Platform.Reports(account).Where(kind => !kind.IsSnapshot).SelectMany(kind => Platform.Fields(kind).Fields.Keys).ToHashSet(StringComparer.Ordinal);

    /// <summary>Goes through parts to their end and counts the rows.</summary>
    /// <returns>The number of rows, or why the parts are no whole report.</returns>
    public Outcome<long> Count(ReportKind kind, IEnumerable<Func<Stream>> parts)
    {
        var (names, row, count) = (new NameTable(), new FlatRow(), 0L);
        try
        {
            foreach (var part in parts)
            {
                using var rows = RowSources.Open(part(), Descriptor.Name, Platform.Shape(kind), names, error => Platform.Faults.Of(200, null, NormalReport.Wrapped(error)));
                while (rows.Read(row)) count++;
            }

            return count;
        }
        catch (RowFaultException e)
        {
            return e.Fault;
        }
        catch (InvalidDataException e)
        {
            return new Fault(FaultKind.Transient, $"{Descriptor.Name}'s report cannot be unpacked; it is fetched again.", e.Message);
        }
    }

    /// <summary>Brings parts into normal form.</summary>
    public Outcome<NormalReport> Normalise(AdAccount account, ReportKind kind, RateTable rates, IEnumerable<Func<Stream>> parts, int mostBytes = RowSorterBytes) =>
        NormalReport.Read(new(Platform, account, kind, rates), parts, mostBytes);

    /// <summary>Reads an entity list.</summary>
    public Outcome<IReadOnlyList<AdEntity>> Entities(AdAccount account, ReportKind kind, IEnumerable<Func<Stream>> parts) =>
        EntityReading.Read(Platform, account, kind, parts);

    /// <summary>Memory for rows while a report is brought into normal form.</summary>
    public const int RowSorterBytes = RowSorter.UsualBytes;

    private async Task<Fault?> StoreAsync(HttpResponseMessage response, PlatformCall call, PartSpool spool, CancellationToken cancellation)
    {
        using var _ = response;
        if (response.StatusCode == HttpStatusCode.NoContent) return null;
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellation);
            var bytes = await spool.AddAsync(body, cancellation);
            if (call.Size is { } size && size != bytes)
                return new(FaultKind.Transient, $"{Descriptor.Name}'s report came incomplete; it is fetched again.", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{bytes} of {size} bytes"));
            return null;
        }
        catch (Exception e) when (e is HttpRequestException or HttpIOException)
        {
            return new(FaultKind.Transient, $"The connection to {Descriptor.Name} broke off in the middle of a report; it is fetched again.", e.Message);
        }
        catch (IOException e) when (PartSpool.IsFull(e))
        {
            return PartSpool.NoRoom(e);
        }
        catch (IOException e)
        {
            return new(FaultKind.Transient, $"The connection to {Descriptor.Name} broke off in the middle of a report; it is fetched again.", e.Message);
        }
    }

    private ReportQuestion Question(AdAccount account, ReportRequest request, IReadOnlyList<string>? only = null) =>
        new(account, Kind(account, request.Report), request) { Only = only ?? [] };
}
