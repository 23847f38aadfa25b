using Microsoft.Extensions.Logging.Abstractions;
using MimeKit;
using Pinstitch.Azure.Mail;
using Pinstitch.Collect;
using Pinstitch.Functions;
using Pinstitch.Functions.Collect;
using Pinstitch.Functions.Tell;
using Pinstitch.Tell;
using Pinstitch.Tests.Serve;
using Pinstitch.Tests.Storage;

namespace Pinstitch.Tests.Tell;

/// <summary>What collecting needs reaches somebody the same day, and does not become noise.</summary>
public sealed class OperatorMailTests(AzuriteFixture azurite)
{
    private static readonly DateTimeOffset Morning = new(2026, 3, 9, 6, 0, 0, TimeSpan.Zero);
    private static readonly SmallShop Shop = new();
    private readonly Post post = new();

    [Fact]
    public async Task A_refused_sign_in_is_mailed_once_a_day_until_it_is_mended()
    {
        var account = await ServingAccount.NewAsync(azurite);
        await KeepAsync(account, Morning, new CollectionAlarm("credentials", "Pinterest does not accept the sign-in; connect the account again."));
        Assert.Equal(1, await SendAsync(account, Morning));
        Assert.Equal(0, await SendAsync(account, Morning.AddHours(1)));
        Assert.Equal(1, await SendAsync(account, Morning.AddHours(25)));
        await KeepAsync(account, Morning.AddHours(48));
        Assert.Equal(0, await SendAsync(account, Morning.AddHours(49)));
        Assert.Equal(["ops@fern.example", "ops@fern.example"], post.Mails.Select(mail => mail.To.Mailboxes.Single().Address));
        Assert.Equal("Fern & <Fig>: Pinterest EU cannot be collected until somebody acts", post.Mails[0].Subject);
        Assert.Contains("connect the account again", post.Mails[0].TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_guard_found_is_mailed_once_and_a_report_that_failed_for_an_hour_is_not()
    {
        var account = await ServingAccount.NewAsync(azurite);
        await KeepAsync(account, Morning, new CollectionAlarm("spend-jump", "The spend of a day long over went from 1.00 to 2.00."), new CollectionAlarm("failed", "Pinterest had a problem of its own."));
        Assert.Equal(1, await SendAsync(account, Morning));
        Assert.Equal(0, await SendAsync(account, Morning.AddHours(25)));
        Assert.DoesNotContain("problem of its own", post.Mails.Single().TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_that_nobody_collects_any_more_is_noticed()
    {
        var account = await ServingAccount.NewAsync(azurite);
        await KeepAsync(account, Morning);
        Assert.Equal(0, await SendAsync(account, Morning.AddHours(25)));
        Assert.Equal(1, await SendAsync(account, Morning.AddHours(30)));
        Assert.Contains("Nothing has been collected since 2026-03-09 06:00", post.Mails.Single().TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_that_did_not_leave_is_tried_again()
    {
        var account = await ServingAccount.NewAsync(azurite);
        await KeepAsync(account, Morning, new CollectionAlarm("credentials", "Sign in again."));
        post.IsClosed = true;
        Assert.Equal(0, await SendAsync(account, Morning));
        post.IsClosed = false;
        Assert.Equal(1, await SendAsync(account, Morning.AddHours(1)));
    }

    [Fact]
    public async Task Digest_and_dashboard_show_what_stands_and_how_much_more_there_is()
    {
        var account = await ServingAccount.NewAsync(azurite);
        await KeepAsync(account, Morning, [.. Enumerable.Range(1, 6).Select(day => new CollectionAlarm("spend-jump", $"Day {day} <jumped>.")), new CollectionAlarm("credentials", "Sign in again.")]);
        var notices = AlarmMail.Notices(await new StandingAlarms(account.Lake, Shop.Measurement, new FixedClock(Morning)).ListAsync(TestContext.Current.CancellationToken));
        Assert.Equal("Pinterest EU: Sign in again.", notices[0]);
        Assert.Equal((6, "And 2 more."), (notices.Count, notices[^1]));
        var marts = Shop.Marts();
        var digest = WeeklyDigest.Compose(Shop.Measurement, Shop.Measurement.Teams[0], marts.Runs[0], marts.Summaries, marts.Orders, marts.Accounts, notices);
        Assert.Contains("TO LOOK AT. Pinterest EU: Sign in again.", digest.Text, StringComparison.Ordinal);
        Assert.Contains("Day 1 &lt;jumped&gt;.", digest.Html, StringComparison.Ordinal);
        Assert.Contains("<li>Pinterest EU: Sign in again.</li>", DashboardPage.Render(Shop.Measurement, Shop.Run, marts, notices), StringComparison.Ordinal);
        Assert.DoesNotContain("To look at", DashboardPage.Render(Shop.Measurement, Shop.Run, marts), StringComparison.Ordinal);
    }

    [Fact]
    public void The_mail_is_what_it_was()
    {
        var (pinterest, meta) = (Shop.Measurement.Accounts[0], Shop.Measurement.Accounts[1]);
        var (subject, text) = AlarmMail.Compose(
            Shop.Measurement.Shop,
            [
                (pinterest, new("credentials", "Pinterest does not accept the sign-in; connect the account again.")),
                (pinterest, new("zero-after-non-zero", "campaign had 12 rows for 2026-03-07 and now has none: see whether something was switched off on that day.")),
                (pinterest, new("spend-jump", "The spend of 2026-02-20, long over, went from 1034.50 to 1312.07 EUR (campaign).")),
                (meta, new("stale", "Report ad_group ends on 2026-03-05; numbers after that are missing, not zero. Why it fails: Meta does not finish the report; it is tried again at the next collection.")),
            ]);
        Golden.Check($"{subject}\n\n{text}", "tests", "Tell", "Golden", "alarms.txt");
    }

    private static Task KeepAsync(ServingAccount account, DateTimeOffset at, params CollectionAlarm[] alarms) =>
        FreshnessBook.WriteAsync(account.Lake, new("pinterest", "1", at, [], alarms), TestContext.Current.CancellationToken);

    private Task<int> SendAsync(ServingAccount account, DateTimeOffset now)
    {
        var (measurement, clock) = (Shop.Measurement with { Operators = ["ops@fern.example"] }, new FixedClock(now));
        return new OperatorMail(account.Lake, measurement, new(account.Lake, measurement, clock), new MailRoom("tell@fern.example", post), clock, NullLogger<OperatorMail>.Instance)
            .SendAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Keeps what it is given, as a mail server does, or refuses it.</summary>
    private sealed class Post : IMailSender
    {
        public List<MimeMessage> Mails { get; } = [];

        public bool IsClosed { get; set; }

        public Task<MailResult> SendAsync(MimeMessage message, CancellationToken cancellation)
        {
            if (IsClosed) return Task.FromResult(new MailResult(new Fault(FaultKind.Transient, "The mail server does not answer."), false));
            Mails.Add(message);
            return Task.FromResult(MailResult.Sent);
        }
    }
}
