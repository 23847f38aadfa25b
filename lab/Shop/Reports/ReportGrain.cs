namespace Pinstitch.Lab.Shop.Reports;

/// <summary>What a row of a platform's report is of.</summary>
public enum ReportGrain
{
    Account,
    AccountHour,
    Campaign,
    AdGroup,
    Ad,
}
