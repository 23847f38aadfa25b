using MimeKit;
using Pinstitch.Azure.Mail;

namespace Pinstitch.Tests.Mail;

public sealed class SmtpMailTests
{
    [Fact]
    public async Task A_mail_arrives()
    {
        await using var server = new SmtpServer();
        var result = await SendAsync(server.Port);
        Assert.Null(result.Fault);
        Assert.Contains("Subject: Week", Assert.Single(server.Taken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("550 unknown", FaultKind.Configuration)]
    [InlineData("450 later", FaultKind.Transient)]
    public async Task A_refused_recipient_means_that_nothing_was_sent(string answer, FaultKind kind)
    {
        await using var server = new SmtpServer { Recipient = answer };
        var result = await SendAsync(server.Port);
        Assert.Equal(kind, result.Fault!.Kind);
        Assert.False(result.MayHaveLeft);
        Assert.Empty(server.Taken);
    }

    [Fact]
    public async Task A_refused_mail_means_that_nothing_was_sent()
    {
        await using var server = new SmtpServer { End = "554 no" };
        var result = await SendAsync(server.Port);
        Assert.Equal(FaultKind.Configuration, result.Fault!.Kind);
        Assert.False(result.MayHaveLeft);
    }

    /// <summary>Promise 7: this one must not be sent again.</summary>
    [Fact]
    public async Task A_line_that_breaks_before_the_answer_leaves_it_open_whether_the_mail_was_taken()
    {
        await using var server = new SmtpServer { End = null };
        var result = await SendAsync(server.Port);
        Assert.True(result.MayHaveLeft);
        Assert.False(result.Fault!.IsRetryable);
        Assert.Single(server.Taken);
    }

    [Fact]
    public async Task A_server_that_is_not_there_can_be_tried_again()
    {
        int port;
        await using (var server = new SmtpServer()) port = server.Port;
        var result = await SendAsync(port);
        Assert.True(result.Fault!.IsRetryable);
        Assert.False(result.MayHaveLeft);
    }

    [Fact]
    public async Task A_check_goes_as_far_as_a_mail_would_and_sends_none()
    {
        int port;
        await using (var server = new SmtpServer())
        {
            port = server.Port;
            Assert.Null(await Mail(port).CheckAsync(TestContext.Current.CancellationToken));
            Assert.Empty(server.Taken);
        }

        Assert.True((await Mail(port).CheckAsync(TestContext.Current.CancellationToken))!.IsRetryable);
    }

    private static Task<MailResult> SendAsync(int port)
    {
        var mail = new MimeMessage { Subject = "Week", Body = new TextPart("plain") { Text = "Hello" } };
        mail.From.Add(MailboxAddress.Parse("a@shop.example"));
        mail.To.Add(MailboxAddress.Parse("b@shop.example"));
        return Mail(port).SendAsync(mail, TestContext.Current.CancellationToken);
    }

    private static SmtpMail Mail(int port) => new(new("127.0.0.1", port, StartTls: false, null, null));
}
