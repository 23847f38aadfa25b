using Microsoft.Extensions.Logging.Abstractions;
using MimeKit;
using Pinstitch.Azure.Mail;
using Pinstitch.Functions;
using Pinstitch.Functions.Collect;
using Pinstitch.Functions.Tell;
using Pinstitch.Tests.Serve;
using Pinstitch.Tests.Storage;

namespace Pinstitch.Tests.Tell;

/// <summary>Promise 7: a digest is sent at most once per team and period.</summary>
public sealed class MailDigestTests(AzuriteFixture azurite)
{
    private static readonly SmallShop Shop = new();
    private static readonly DigestInput Week = new("Growth & Brand", SmallShop.Night);
    private readonly PostBox post = new();

    [Fact]
    public async Task The_same_digest_asked_for_again_is_not_sent_again()
    {
        var account = await ServedAsync();
        var first = await MailAsync(account);
        var again = await MailAsync(account);
        Assert.True(first.Value!.IsSent);
        Assert.Equal(first.Value, again.Value);
        Assert.Single(post.Sent);
    }

    [Promise(7)]
    [Fact]
    public async Task A_crash_at_any_write_never_sends_twice()
    {
        for (var moment = 0; moment < 4; moment++)
        {
            post.Sent.Clear();
            var account = await ServedAsync();
            var crash = new Crash(moment);
            var died = await Record.ExceptionAsync(() => MailAsync(account.Crashing(crash))) is not null;
            var after = await MailAsync(account);
            await MailAsync(account);
            Assert.InRange(post.Sent.Count, 0, 1);

            // Either it was sent, or somebody is told that it may not have been.
            Assert.True(after.Value is { IsSent: true } ? post.Sent.Count == 1 : after.Fault!.Text.Contains("It is not known whether the digest", StringComparison.Ordinal));
            Assert.Equal(died, crash.Writes > moment);
        }
    }

    [Promise(7)]
    [Fact]
    public async Task A_crash_right_after_sending_is_reported_and_not_repeated()
    {
        var account = await ServedAsync();
        post.KillsAfterSending = true;
        await Assert.ThrowsAsync<CrashException>(() => MailAsync(account));
        post.KillsAfterSending = false;
        var after = await MailAsync(account);
        Assert.Contains("delete the blob runs/digests/growth---brand/2026-03-08", after.Fault!.Text, StringComparison.Ordinal);
        Assert.False(after.Fault.IsRetryable);
        Assert.Single(post.Sent);
    }

    [Fact]
    public async Task A_mail_that_the_server_refused_may_be_tried_again_and_one_that_may_have_left_may_not()
    {
        var account = await ServedAsync();
        post.Answers.Enqueue(MailResult.Refused(new(FaultKind.Transient, "The server is down.")));
        Assert.True((await MailAsync(account)).Fault!.IsRetryable);
        post.Answers.Enqueue(MailResult.Unsure(new(FaultKind.Data, "The line broke.")));
        Assert.False((await MailAsync(account)).Fault!.IsRetryable);
        Assert.False((await MailAsync(account)).Fault!.IsRetryable);
        Assert.Single(post.Sent);
    }

    [Fact]
    public async Task A_digest_waits_for_the_run_of_its_last_day()
    {
        var account = await ServedAsync();
        var early = await MailAsync(account, Week with { LastDay = SmallShop.Night.AddDays(7) });
        Assert.True(early.Fault!.IsRetryable);
        Assert.Equal(TimeSpan.FromMinutes(10), early.Fault.RetryAfter);
        Assert.True((await MailAsync(await ServingAccount.NewAsync(azurite))).Fault!.IsRetryable);
        Assert.Empty(post.Sent);
    }

    [Fact]
    public async Task A_team_that_is_not_configured_is_told_so() =>
        Assert.Contains("no team 'Sales'", (await MailAsync(await ServedAsync(), Week with { Team = "Sales" })).Fault!.Text, StringComparison.Ordinal);

    [Fact]
    public async Task The_mail_has_both_parts_and_the_headers_that_mail_programs_need()
    {
        await MailAsync(await ServedAsync());
        using var file = new MemoryStream();
        await Assert.Single(post.Sent).WriteToAsync(file, TestContext.Current.CancellationToken);
        file.Position = 0;
        var mail = await MimeMessage.LoadAsync(file, TestContext.Current.CancellationToken);
        Assert.StartsWith("Fern & <Fig>, 2–8 Mar 2026: net revenue €", mail.Subject, StringComparison.Ordinal);
        Assert.Equal("<mailto:tell@fern.example?subject=unsubscribe%20growth---brand>", mail.Headers[HeaderId.ListUnsubscribe]);
        Assert.Equal("digest-growth---brand-2026-03-08@pinstitch", mail.MessageId);
        Assert.Equal(new DateTimeOffset(2026, 3, 9, 6, 0, 0, TimeSpan.Zero), mail.Date);
        Assert.Equal("growth@fern.example", mail.To.Mailboxes.Single().Address);
        Assert.Equal(["text/plain", "text/html"], Assert.IsType<MultipartAlternative>(mail.Body).Select(part => part.ContentType.MimeType));
        Assert.Contains("The week in five numbers", mail.TextBody, StringComparison.Ordinal);
        Assert.InRange(file.Length, 1, 92_160);
    }

    private async Task<ServingAccount> ServedAsync()
    {
        var account = await ServingAccount.NewAsync(azurite);
        var night = new ServedNight(Shop);
        await night.PrepareAsync(account, TestContext.Current.CancellationToken);
        await night.ServeAsync(account, TestContext.Current.CancellationToken);
        return account;
    }

    private Task<Step<DigestResult>> MailAsync(ServingAccount account, DigestInput? input = null) =>
        new MailDigest(
            account.Lake,
            account.Folders,
            account.Tables,
            Shop.Measurement,
            new MailRoom("tell@fern.example", post),
            new(account.Lake, Shop.Measurement, new FixedClock(new(2026, 3, 9, 6, 0, 0, TimeSpan.Zero))),
            new FixedClock(new(2026, 3, 9, 6, 0, 0, TimeSpan.Zero)),
            NullLogger<MailDigest>.Instance).RunAsync(input ?? Week, TestContext.Current.CancellationToken);
}
