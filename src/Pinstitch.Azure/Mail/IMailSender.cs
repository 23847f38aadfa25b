using MimeKit;

namespace Pinstitch.Azure.Mail;

/// <summary>Sends a mail, or puts it where it can be looked at.</summary>
public interface IMailSender
{
    /// <summary>Sends one message to all its recipients, or to none.</summary>
    Task<MailResult> SendAsync(MimeMessage message, CancellationToken cancellation);

    /// <summary>Goes as far as a mail would, and sends none.</summary>
    /// <returns>What stands in the way; null for nothing.</returns>
    Task<Fault?> CheckAsync(CancellationToken cancellation) => Task.FromResult<Fault?>(null);
}
