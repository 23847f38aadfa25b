using Pinstitch.Collect;
using Pinstitch.Configure;

namespace Pinstitch.Platforms;

/// <summary>Which report of which account over which days.</summary>
public sealed record ReportQuestion(AdAccount Account, ReportKind Kind, ReportRequest Request);
