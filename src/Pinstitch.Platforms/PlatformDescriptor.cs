namespace Pinstitch.Platforms;

/// <summary>What is particular to a platform's reports, as data.</summary>
/// <param name="Id">The platform's id, as in the configuration.</param>
/// <param name="Name">For people.</param>
/// <param name="ApiVersion">Version in the address.</param>
/// <param name="ApiVersionEnds">When the platform switches that version off; null where it has said nothing.</param>
/// <param name="LookbackDays">How far back the platform may still change a day: its longest window and two days (facts/platform-reports.md §10).</param>
/// <param name="MostDaysPerReport">Longest range of one report.</param>
/// <param name="DaysInUtc">Whether its days are UTC whatever the account's zone.</param>
/// <param name="Window">The attribution window of its claims, in words.</param>
public sealed record PlatformDescriptor(
    string Id,
    string Name,
    string ApiVersion,
    DateOnly? ApiVersionEnds,
    int LookbackDays,
    int MostDaysPerReport,
    bool DaysInUtc,
    string Window);
