namespace Pinstitch.Collect;

/// <summary>What a report must satisfy before it is published (facts/platform-reports.md §12.5).</summary>
public static class ReportGuards
{
    /// <summary>Null when the rows may be published; otherwise the fault that keeps them back.</summary>
    public static Fault? Check(ReportRequest request, string currency, ReportRows rows)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(rows);
        var name = $"{request.Platform} {request.AccountId} {request.Level}";
        if (rows.Deliveries.FirstOrDefault(row => row.Date < request.From || row.Date > request.To) is { } outside)
            return Data($"{name}: a row is dated {outside.Date:yyyy-MM-dd}, outside {request.From:yyyy-MM-dd} to {request.To:yyyy-MM-dd}.");
        if (rows.Deliveries.FirstOrDefault(row => row.Currency != currency) is { } foreign)
            return Data($"{name}: rows are in {foreign.Currency}, the account is configured in {currency}. Correct the account's currency.");
        if (request.Level == ReportLevels.Campaign && rows.Deliveries.Any(row => string.IsNullOrEmpty(row.CampaignId)))
            return Data($"{name}: a row has no campaign id.");
        var twice = rows.Deliveries.GroupBy(row => (row.CampaignId, row.Date)).FirstOrDefault(group => group.Count() > 1);
        return twice is null ? null : Data($"{name}: campaign {twice.Key.CampaignId} has {twice.Count()} rows for {twice.Key.Date:yyyy-MM-dd}.");
    }

    private static Fault Data(string text) => new(FaultKind.Data, text + " The rows are kept in raw/ and not published.");
}
