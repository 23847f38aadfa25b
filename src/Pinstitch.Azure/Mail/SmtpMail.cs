using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Pinstitch.Azure.Mail;

/// <summary>Sends mails by SMTP with STARTTLS.</summary>
public sealed class SmtpMail(SmtpSettings settings) : IMailSender
{
    public async Task<Fault?> SendAsync(MimeMessage message, CancellationToken cancellation)
    {
        using var client = new SmtpClient();
        try
        {
            await client.ConnectAsync(settings.Host, settings.Port, settings.StartTls ? SecureSocketOptions.StartTls : SecureSocketOptions.None, cancellation);
            if (settings.User is not null) await client.AuthenticateAsync(settings.User, settings.Password ?? string.Empty, cancellation);
            await client.SendAsync(message, cancellation);
            await client.DisconnectAsync(quit: true, cancellation);
            return null;
        }
        catch (AuthenticationException e)
        {
            return new Fault(FaultKind.Configuration, $"The mail server {settings.Host} refuses the user; check Mail__User and Mail__Password.", e.GetType().Name);
        }
        catch (SmtpCommandException e) when ((int)e.StatusCode is >= 500 and < 600)
        {
            return new Fault(FaultKind.Configuration, $"The mail server {settings.Host} refuses the mail ({(int)e.StatusCode}).", e.ErrorCode.ToString());
        }
        catch (Exception e) when (e is SmtpCommandException or SmtpProtocolException or SslHandshakeException or IOException or System.Net.Sockets.SocketException)
        {
            return new Fault(FaultKind.Transient, $"The mail server {settings.Host}:{settings.Port} cannot be reached.", e.GetType().Name);
        }
    }
}
