using Pinstitch.Collect;

namespace Pinstitch.Functions.Collect;

/// <summary>
/// Fetches a day that is too large for one report in shares of its campaigns, and where one of them alone is too large of its
/// ad groups and ads: each share is halved until the platform can make it.
/// </summary>
/// <param name="context">The orchestration.</param>
/// <param name="fetch">Fetches a report into <c>raw/</c>.</param>
internal sealed class SharedFetch(TaskOrchestrationContext context, Func<ReportStep, Task<Step<RawReport>>> fetch)
{
    private readonly Stack<ReportShare> work = [];

    public async Task<Step<RawReport>> RunAsync(ReportStep step)
    {
        var shares = new List<RawReport>();
        if (await DivideAsync(step, null) is { } whole) return new(null, whole);
        while (work.TryPop(out var share))
        {
            var fetched = await fetch(Of(step, share));
            if (fetched.Value is { } raw) shares.Add(raw);
            else if (fetched.Fault is not { Kind: FaultKind.TooLarge }) return fetched;
            else if (await DivideAsync(step, share) is { } fault) return new(null, fault);
        }

        return await Patience.TryAsync<RawReport>(context, nameof(JoinShares), new SharedStep(step, shares));
    }

    /// <summary>Puts two smaller shares in the place of one that has been too large; null for the whole.</summary>
    private async Task<Fault?> DivideAsync(ReportStep step, ReportShare? share)
    {
        while (share is null or { Count: 1 })
        {
            var below = await Patience.TryAsync<ReportShare>(context, nameof(ShareReport), Of(step, share));
            if (below.Value is not { } members) return below.Fault;
            share = members;
        }

        var (one, other) = share.Halves();
        work.Push(other);
        work.Push(one);
        return null;
    }

    private static ReportStep Of(ReportStep step, ReportShare? share) => step with { Request = step.Request with { Share = share } };
}
