using System.Text.Json;
using Pinstitch.Collect;
using Pinstitch.Configure;
using Pinstitch.Platforms;
using Pinstitch.Platforms.Fields;

namespace Pinstitch.Tests.Platforms;

/// <summary>What every platform must satisfy. A new one inherits all of it by being there, and by its fixtures.</summary>
public sealed class PlatformContract
{
    private static readonly AdAccount Account = new("x", "123", "Test", "EUR", "Europe/Berlin", 90);

    public static TheoryData<string> Platforms => [.. ReportSources.Platforms.Select(platform => platform.Descriptor.Id)];

    /// <summary>Platform and report of every fixture.</summary>
    public static IEnumerable<TheoryDataRow<string, string>> Fixtures => Repository.Files("tests/Platforms/Fixtures", "*.expected")
        .Select(path => new TheoryDataRow<string, string>(Path.GetFileName(Path.GetDirectoryName(path)!), Path.GetFileNameWithoutExtension(path)));

    [Theory]
    [MemberData(nameof(Platforms))]
    public void Its_descriptor_is_whole(string id)
    {
        var descriptor = Find(id).Descriptor;
        Assert.Matches("^[a-z]+$", descriptor.Id);
        Assert.NotEmpty(descriptor.ApiVersion);
        Assert.True(descriptor.Home.IsAbsoluteUri && descriptor.Home.Scheme == "https");
        Assert.InRange(descriptor.LookbackDays, 1, 92);
        Assert.NotEmpty(descriptor.Window);
        Assert.NotEmpty(descriptor.SignIn.Secrets);
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public void It_has_the_reports_that_the_nightly_run_needs(string id)
    {
        var reports = Find(id).Reports(Account);
        Assert.Equal(reports.Count, reports.Select(report => report.Id).Distinct().Count());
        Assert.Contains(reports, report => report is { Level: ReportLevels.Account, Cut: ReportCuts.None, IsBase: true, WithDelivery: true });
        Assert.Contains(reports, report => report is { Level: ReportLevels.Campaign, Cut: ReportCuts.None, IsBase: true, WithDelivery: true });
        // Two reports in one partition would overwrite each other.
        var facts = reports.Where(report => report.Entity is null).ToList();
        Assert.Equal(facts.Count, facts.Select(report => (report.Level, report.Cut)).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public void Its_tables_say_where_days_entities_and_money_are(string id)
    {
        foreach (var kind in Find(id).Reports(Account).Where(kind => !kind.IsSnapshot))
        {
            var roles = Find(id).Fields(kind).Fields.Values.ToList();
            Assert.Contains(roles, field => field.Role is FieldRole.Date or FieldRole.Year);
            if (kind.WithDelivery) Assert.Contains(roles, field => field is { Role: FieldRole.Measure, Measure: Measure.Spend });
            if (kind.Level != ReportLevels.Account) Assert.Contains(roles, field => field.Role == FieldRole.CampaignId || kind.Level != ReportLevels.Campaign);
        }
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public void Its_faults_know_who_must_act(string id)
    {
        var faults = Find(id).Faults;
        var empty = JsonSerializer.SerializeToElement(new { });
        Assert.Equal(FaultKind.Configuration, faults.Of(401, null, empty).Kind);
        Assert.Equal(FaultKind.Configuration, faults.Of(403, null, empty).Kind);
        var limited = faults.Of(429, null, empty);
        Assert.Equal(FaultKind.RateLimited, limited.Kind);
        Assert.True(limited.RetryAfter > TimeSpan.Zero);
        Assert.Equal(FaultKind.Transient, faults.Of(503, null, null).Kind);
        Assert.False(faults.Of(400, null, empty).IsRetryable);
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public void Its_requests_can_be_written_for_every_report(string id)
    {
        var platform = Find(id);
        foreach (var kind in platform.Reports(Account))
        {
            var question = new ReportQuestion(Account, kind, new(id, Account.Id, kind.Id, new(2026, 11, 1), new(2026, 11, 2)));
            var call = platform.Submit(question) ?? platform.Part(question, new("t"), 0, null).Value;
            Assert.Equal(platform.Descriptor.Home.Host, call!.Address.Host);
            Assert.True(call.IsSigned);
        }
    }

    [Theory]
    [MemberData(nameof(Platforms))]
    public void It_has_a_page_and_a_fixture(string id)
    {
        Assert.True(File.Exists(Repository.PathTo("docs", "platforms", id + ".md")), $"docs/platforms/{id}.md is missing.");
        Assert.True(Directory.Exists(Repository.PathTo("tests", "Platforms", "Fixtures", id)), $"tests/Platforms/Fixtures/{id} is missing.");
    }

    [Theory]
    [MemberData(nameof(Fixtures))]
    public void What_it_sends_becomes_the_rows_that_were_worked_out_by_hand(string id, string report)
    {
        var platform = Find(id);
        var kind = platform.Reports(Account).Single(kind => kind.Id == report);
        var parts = Repository.Files($"tests/Platforms/Fixtures/{id}", report + ".*").Where(path => !path.EndsWith(".expected", StringComparison.Ordinal)).Select(path => (Func<Stream>)(() => File.OpenRead(path)));
        if (kind.Entity is not null)
        {
            var entities = Pinstitch.Platforms.Entities.EntityReading.Read(platform, Account, kind, parts).Value;
            Assert.Equal(Repository.Read("tests", "Platforms", "Fixtures", id, report + ".expected").TrimEnd(), NormalText.Of(entities).TrimEnd());
            return;
        }

        using var normal = Pinstitch.Platforms.Normal.NormalReport.Read(new(platform, Account, kind, RateTable.None("EUR")), parts).Value;
        Assert.Equal(Repository.Read("tests", "Platforms", "Fixtures", id, report + ".expected").TrimEnd(), NormalText.Of(normal).TrimEnd());
    }

    private static AdPlatform Find(string id) => ReportSources.Platforms.Single(platform => platform.Descriptor.Id == id);
}
