using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Pinstitch.Configure;
using Pinstitch.Functions;
using Pinstitch.Functions.Collect;
using Pinstitch.Functions.Local;
using Pinstitch.Functions.Tell;
using Pinstitch.Local.CommandLine;
using Pinstitch.Tests.Serve;
using Pinstitch.Tests.Storage;
using Pinstitch.Tests.Tell;

namespace Pinstitch.Tests.Local.Verbs;

/// <summary>The verb <c>tell</c> on the small shop's published night, Sunday 2026-03-08; its team's day is Monday.</summary>
public sealed class TellVerbTests(AzuriteFixture azurite)
{
    private static readonly SmallShop Shop = new();
    private readonly PostBox post = new();
    private readonly StringWriter said = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_digest_that_is_due_is_sent_once_however_often_it_is_asked_for()
    {
        var account = await ServedAsync();
        Assert.Equal(0, await RunAsync(account));
        Assert.StartsWith("Growth & Brand: sent: Fern & <Fig>, 2–8 Mar 2026: net revenue €", said.ToString(), StringComparison.Ordinal);
        Assert.Equal(0, await RunAsync(account));
        Assert.Single(post.Sent);
    }

    [Fact]
    public async Task A_team_whose_day_it_is_not_is_told_only_when_that_is_asked_for()
    {
        var account = await ServedAsync();
        var tuesday = Shop.Measurement with { Teams = [Shop.Measurement.Teams[0] with { Day = DayOfWeek.Tuesday }] };
        Assert.Equal(0, await RunAsync(account, tuesday));
        Assert.Equal("Growth & Brand: not due: its next week ends on 2026-03-09, the published night is 2026-03-08 (--now sends it all the same)", said.ToString().Trim());
        Assert.Empty(post.Sent);
        Assert.Equal(0, await RunAsync(account, tuesday, "--now"));
        Assert.Single(post.Sent);
    }

    [Fact]
    public async Task What_cannot_be_told_ends_with_1_and_says_why()
    {
        Assert.Equal(1, await RunAsync(await ServingAccount.NewAsync(azurite)));
        Assert.Equal("No run has been published yet: run a night first.", said.ToString().Trim());
        var account = await ServedAsync();
        post.Answers.Enqueue(Azure.Mail.MailResult.Refused(new(FaultKind.Transient, "The mail server is down.")));
        Assert.Equal(1, await RunAsync(account));
        Assert.Equal("Growth & Brand: not sent: The mail server is down.", said.ToString().Trim());
        Assert.Equal(1, await RunAsync(account, null, "--team", "Sales"));
        Assert.Equal("The configuration has no team 'Sales'; it has 'Growth & Brand'.", said.ToString().Trim());
    }

    private async Task<ServingAccount> ServedAsync()
    {
        var account = await ServingAccount.NewAsync(azurite);
        var night = new ServedNight(Shop);
        await night.PrepareAsync(account, Stop);
        await night.ServeAsync(account, Stop);
        return account;
    }

    private async Task<int> RunAsync(ServingAccount account, Measurement? measurement = null, params string[] options)
    {
        said.GetStringBuilder().Clear();
        var services = new ServiceCollection()
            .AddLogging(logging => logging.ClearProviders())
            .AddSingleton(account.Lake).AddSingleton(account.Folders).AddSingleton(account.Tables)
            .AddSingleton(measurement ?? Shop.Measurement)
            .AddSingleton(new MailRoom("tell@fern.example", post))
            .AddSingleton<TimeProvider>(new FixedClock(new(2026, 3, 9, 6, 0, 0, TimeSpan.Zero)))
            .AddSingleton<StandingAlarms>().AddSingleton<OperatorMail>();
        await using var provider = services.BuildServiceProvider();
        var parse = Invocation.Parse(["tell", .. options], typeof(Services).Assembly).Result;
        return await new TellVerb().RunAsync(new VerbContext(parse, provider, (_, _, _) => Task.CompletedTask, () => string.Empty) { Output = said }, Stop);
    }
}
