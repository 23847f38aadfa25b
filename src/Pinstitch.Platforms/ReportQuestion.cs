using Pinstitch.Collect;
using Pinstitch.Configure;

namespace Pinstitch.Platforms;

/// <summary>Which report of which account over which days.</summary>
public sealed record ReportQuestion(AdAccount Account, ReportKind Kind, ReportRequest Request)
{
    /// <summary>Ids of the entities of the request's share; empty where all are asked for.</summary>
    public IReadOnlyList<string> Only { get; init; } = [];
}
