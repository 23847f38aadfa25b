namespace Pinstitch.Configure;

/// <summary>An account on an ad platform.</summary>
/// <param name="Platform">One of <see cref="Collect.PlatformCatalogue.Ids"/>.</param>
/// <param name="Id">The platform's number for it, as text.</param>
/// <param name="Name">For people.</param>
/// <param name="Currency">ISO 4217; what its reports are in.</param>
/// <param name="TimeZone">IANA name; what its reports' days are in (Pinterest: UTC).</param>
/// <param name="HistoryDays">How far back the first collection goes; a platform that keeps less is asked for what it has.</param>
public sealed record AdAccount(string Platform, string Id, string Name, string Currency, string TimeZone, int HistoryDays);
