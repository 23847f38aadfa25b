using Pinstitch.Configure;
using Pinstitch.Tests.Attribute;

namespace Pinstitch.Tests.Configure;

public sealed class MeasurementReaderTests
{
    private const string Least = """{ "shop": { "name": "S", "currency": "EUR", "timeZone": "UTC" } }""";

    public static TheoryData<string> Examples => [.. Directory.GetFiles(Repository.PathTo("config"), "measurement*.json").Select(path => Path.GetFileName(path)).Where(name => !name.Contains("schema", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Examples))]
    public void Every_example_is_right(string file) => Assert.NotNull(Read(Repository.Read("config", file)));

    [Fact]
    public void What_credit_is_given_by_can_be_written_and_read_again_and_names_nobody()
    {
        var reference = Repository.Read("config", "measurement.reference.json").Replace("\"staff\": []", "\"staff\": [\"email:till@shop.example\"]", StringComparison.Ordinal);
        var measurement = Read(reference);
        var again = Read(measurement.CreditText);
        Assert.Equal(measurement.CreditText, again.CreditText);
        Assert.Equal(
            (measurement.Attribution.WindowId, measurement.Attribution.Views, measurement.Attribution.DataDriven, measurement.DefaultModel, measurement.Currency, measurement.TimeZone),
            (again.Attribution.WindowId, again.Attribution.Views, again.Attribution.DataDriven, again.DefaultModel, again.Currency, again.TimeZone));
        Assert.Equal(measurement.Attribution.Models.Select(model => (model.Id, model.Parameters)), again.Attribution.Models.Select(model => (model.Id, model.Parameters)));
        Assert.DoesNotContain("@", measurement.CreditText, StringComparison.Ordinal);
    }

    [Fact]
    public void The_reference_shows_the_defaults()
    {
        var (least, reference) = (Read(Repository.Read("config", "measurement.minimal.json")), Read(Repository.Read("config", "measurement.reference.json")));
        Assert.StartsWith(least.Attribution.WindowId, reference.Attribution.WindowId, StringComparison.Ordinal);
        Assert.Equal(least.Attribution.Views, reference.Attribution.Views);
        Assert.Equal(least.Attribution.Ranks, reference.Attribution.Ranks);
        Assert.Equal(least.Attribution.DataDriven, reference.Attribution.DataDriven);
        Assert.Equal((least.Attribution.Direct, least.Attribution.RepeatGap, least.Attribution.ResetAfterOrder), (reference.Attribution.Direct, reference.Attribution.RepeatGap, reference.Attribution.ResetAfterOrder));
        Assert.Equal(least.Attribution.Models.Select(model => model.Id), reference.Attribution.Models.Select(model => model.Id));
        Assert.Equal(least.Shards, reference.Shards);
        Assert.Equal(least.RunsKept, reference.RunsKept);
        Assert.Equal(
            least.Guards with { Unique = [], Accepted = [], Blocked = [], Staff = [], Exclude = [], Include = [] },
            reference.Guards with { Unique = [], Accepted = [], Blocked = [], Staff = [], Exclude = [], Include = [] });
    }

    [Theory]
    [InlineData("""{ "shop": { "name": "S", "currency": "EUR", "timeZone": "UTC", "colour": "red" } }""", "shop.colour", "no such field")]
    [InlineData("""{ "shop": { "name": 3, "currency": "EUR", "timeZone": "UTC" } }""", "shop.name", "wrong kind")]
    [InlineData("""{ "shop": { "name": "S", "currency": "EUR", "timeZone": "UTC" }, "shards": null }""", "shards", "wrong kind")]
    [InlineData("""{ "shop": { "name": "S", "currency": "EUR", "timeZone": "UTC" }, "teams": [{ "name": "T", "recipients": ["a@b.example"], "day": "someday" }] }""", "teams[0].day", "wrong kind")]
    [InlineData("not json", "line 1", "invalid")]
    [InlineData("null", "empty", "empty")]
    [InlineData("{}", "shop is missing", "currency")]
    public void What_cannot_be_read_is_told_with_its_place(string json, string place, string reason)
    {
        var text = Mistake(json);
        Assert.Contains(place, text, StringComparison.Ordinal);
        Assert.Contains(reason, text, StringComparison.Ordinal);
        Assert.DoesNotContain("Pinstitch.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\"currency\": \"EUR\"", "\"currency\": \"EURO\"", "shop.currency 'EURO'")]
    [InlineData("\"timeZone\": \"Europe/Berlin\"", "\"timeZone\": \"Berlin\"", "shop.timeZone 'Berlin'")]
    [InlineData("\"platform\": \"pinterest\"", "\"platform\": \"myspace\"", "accounts[0].platform 'myspace'")]
    [InlineData("\"currency\": \"EUR\",            // what", "\"currency\": \"USD\",            // what", "accounts[0].currency is USD, the shop's is EUR")]
    [InlineData("\"historyDays\": 90", "\"historyDays\": 0", "accounts[0].historyDays")]
    [InlineData("\"clickDays\": 30", "\"clickDays\": 4000", "windows.clickDays")]
    [InlineData("\"defaultModel\": \"position_based\"", "\"defaultModel\": \"markov\"", "defaultModel 'markov'")]
    [InlineData("\"linear\"", "\"liner\"", "models: 'liner'")]
    [InlineData("\"linear\"", "\"last_click\"", "'last_click' is there twice")]
    [InlineData("\"hour\": 7", "\"hour\": 24", "teams[0].hour")]
    [InlineData("marketing@juniper-clay.example", "marketing", "'marketing' is no mail address")]
    [InlineData("\"name\": \"Marketing\"", "\"name\": \"***\"", "teams[0].name '***'")]
    [InlineData("\"shards\": 8", "\"shards\": 0", "shards must be 1 to 512")]
    [InlineData("\"runs\": 7", "\"runs\": 0", "retention.runs must be 1 to 400")]
    public void What_is_wrong_is_told_with_its_place(string right, string wrong, string told)
    {
        var reference = Repository.Read("config", "measurement.reference.json");
        Assert.Contains(right, reference, StringComparison.Ordinal);
        Assert.Contains(told, Mistake(reference.Replace(right, wrong, StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Fact]
    public void All_mistakes_are_told_at_once()
    {
        var text = Mistake(Least.Replace("EUR", "X", StringComparison.Ordinal).Replace("UTC", "Y", StringComparison.Ordinal));
        Assert.Contains("shop.currency 'X'", text, StringComparison.Ordinal);
        Assert.Contains("shop.timeZone 'Y'", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Teams_that_would_share_an_id_are_refused() =>
        Assert.Contains("'Growth A' and 'growth-a'", Mistake(Least[..^2] + """, "teams": [{ "name": "Growth A", "recipients": ["a@b.example"] }, { "name": "growth-a", "recipients": ["a@b.example"] }] }"""), StringComparison.Ordinal);

    [Fact]
    public void A_team_is_told_on_Monday_at_seven_unless_it_says_otherwise()
    {
        var team = Assert.Single(Read(Least[..^2] + """, "teams": [{ "name": "T", "recipients": ["a@b.example"] }] }""").Teams);
        Assert.Equal((DayOfWeek.Monday, 7), (team.Day, team.Hour));
    }

    [Theory]
    [InlineData(""", "windows": { "clickDays": 7 } }""", true)]
    [InlineData(""", "models": ["linear"] }""", true)]
    [InlineData(""", "identity": { "mostEmails": 4 } }""", true)]
    [InlineData(""", "windows": { "clickDays": 30 } }""", false)]
    [InlineData(""", "shards": 3 }""", false)]
    [InlineData(""", "retention": { "runs": 3 } }""", false)]
    [InlineData(""", "$schema": "x", "teams": [{ "name": "T", "recipients": ["a@b.example"] }] }""", false)]
    public void The_hash_changes_with_what_decides_a_number_and_with_nothing_else(string more, bool changes) =>
        Assert.Equal(changes, Read(Least).Hash != Read(Least[..^2] + more).Hash);

    [Fact]
    public void U1_a_moment_is_of_the_day_that_it_is_in_the_reporting_zone()
    {
        var (input, expected) = (Vectors.Input("U1_timezone_day"), Vectors.Output("U1_timezone_day"));
        DateOnly DayIn(string zone) => Read(Least.Replace("\"UTC\"", $"\"{zone}\"", StringComparison.Ordinal)).DayOf(input.GetProperty("event").GetDateTimeOffset());
        DateOnly Expected(string name) => DateOnly.Parse(expected.GetProperty(name).GetString()!, System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(Expected("reporting_date"), DayIn(input.GetProperty("reporting_tz").GetString()!));
        Assert.Equal(Expected("platform_utc_date"), DayIn("UTC"));
    }

    private static Measurement Read(string json) =>
        MeasurementReader.Read(json).TryGet(out var measurement, out var fault) ? measurement : throw new InvalidOperationException(fault.Text);

    private static string Mistake(string json)
    {
        Assert.False(MeasurementReader.Read(json).TryGet(out _, out var fault));
        return fault!.Text;
    }
}
