using Pinstitch.Collect;
using Pinstitch.Configure;

namespace Pinstitch.Platforms.Normal;

/// <summary>What is the same for all rows of a report.</summary>
public sealed record ReportContext(AdPlatform Platform, AdAccount Account, ReportKind Kind, RateTable Rates)
{
    internal string TimeZone => Platform.Descriptor.DaysInUtc ? "UTC" : Account.TimeZone;

    internal string DateBasis => Platform.Descriptor.DaysInUtc ? "utc" : "account";
}
