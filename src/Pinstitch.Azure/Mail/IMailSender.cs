using MimeKit;

namespace Pinstitch.Azure.Mail;

/// <summary>Sends a mail, or puts it where it can be looked at.</summary>
public interface IMailSender
{
    /// <summary>Sends one message to all its recipients, or to none.</summary>
    Task<MailResult> SendAsync(MimeMessage message, CancellationToken cancellation);
}
