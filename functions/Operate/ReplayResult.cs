using Pinstitch.Land;

namespace Pinstitch.Functions.Operate;

/// <summary>What a replay came to.</summary>
/// <param name="Sent">Messages sent to the hub again; in a dry run those that would be.</param>
/// <param name="Earlier">Messages that an earlier replay has sent.</param>
/// <param name="Remaining">Messages that would be rejected again.</param>
/// <param name="Reasons">Why, as <c>field: rule</c>, with the number of messages.</param>
public sealed record ReplayResult(int Sent, int Earlier, int Remaining, IReadOnlyDictionary<string, int> Reasons)
{
    /// <summary>Counts a message that still breaks a rule.</summary>
    internal ReplayResult Still(Violation violation)
    {
        var reason = $"{violation.Field}: {violation.Rule}";
        var reasons = new SortedDictionary<string, int>(new Dictionary<string, int>(Reasons), StringComparer.Ordinal) { [reason] = Reasons.GetValueOrDefault(reason) + 1 };
        return this with { Remaining = Remaining + 1, Reasons = reasons };
    }
}
