using MimeKit;

namespace Pinstitch.Azure.Mail;

/// <summary>Sends a mail, or puts it where it can be looked at.</summary>
public interface IMailSender
{
    /// <summary>Sends one message.</summary>
    /// <returns>Null when it is sent; otherwise why not.</returns>
    Task<Fault?> SendAsync(MimeMessage message, CancellationToken cancellation);
}
