using MimeKit;
using Pinstitch.Azure.Mail;
using Pinstitch.Tests.Storage;

namespace Pinstitch.Tests.Tell;

/// <summary>Keeps what is sent; may refuse, lose the line, or take the process down right after a mail has left.</summary>
internal sealed class PostBox : IMailSender
{
    public List<MimeMessage> Sent { get; } = [];

    /// <summary>Answers that are given before mails are taken.</summary>
    public Queue<MailResult> Answers { get; } = new();

    public bool KillsAfterSending { get; set; }

    public Task<MailResult> SendAsync(MimeMessage message, CancellationToken cancellation)
    {
        if (Answers.TryDequeue(out var answer))
        {
            if (answer.MayHaveLeft) Sent.Add(message);
            return Task.FromResult(answer);
        }

        Sent.Add(message);
        return KillsAfterSending ? throw new CrashException() : Task.FromResult(MailResult.Sent);
    }
}
