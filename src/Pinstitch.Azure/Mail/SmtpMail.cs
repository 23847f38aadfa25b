using System.Net.Sockets;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

namespace Pinstitch.Azure.Mail;

/// <summary>Sends mails by SMTP with STARTTLS.</summary>
public sealed class SmtpMail(SmtpSettings settings) : IMailSender
{
    public async Task<MailResult> SendAsync(MimeMessage message, CancellationToken cancellation)
    {
        using var client = new SmtpClient();
        if (await SignInAsync(client, cancellation) is { } fault) return MailResult.Refused(fault);
        try
        {
            await client.SendAsync(message, cancellation);
        }
        catch (SmtpCommandException e)
        {
            // The server has answered, so the mail was not taken: a refused recipient refuses the mail for all.
            var text = $"The mail server {settings.Host} refuses the mail ({(int)e.StatusCode}).";
            return MailResult.Refused((int)e.StatusCode is >= 500 and < 600
                ? new(FaultKind.Configuration, text, e.ErrorCode.ToString())
                : new(FaultKind.Transient, text, e.ErrorCode.ToString()));
        }
        catch (Exception e) when (e is SmtpProtocolException or IOException or SocketException or TimeoutException)
        {
            return MailResult.Unsure(new(FaultKind.Data, $"The line to the mail server {settings.Host} broke while the mail was sent.", e.GetType().Name));
        }

        await HangUpAsync(client, cancellation);
        return MailResult.Sent;
    }

    public async Task<Fault?> CheckAsync(CancellationToken cancellation)
    {
        using var client = new SmtpClient();
        if (await SignInAsync(client, cancellation) is { } fault) return fault;
        await HangUpAsync(client, cancellation);
        return null;
    }

    private async Task<Fault?> SignInAsync(SmtpClient client, CancellationToken cancellation)
    {
        try
        {
            await client.ConnectAsync(settings.Host, settings.Port, settings.StartTls ? SecureSocketOptions.StartTls : SecureSocketOptions.None, cancellation);
            if (settings.User is not null) await client.AuthenticateAsync(settings.User, settings.Password ?? string.Empty, cancellation);
            return null;
        }
        catch (AuthenticationException e)
        {
            return new Fault(FaultKind.Configuration, $"The mail server {settings.Host} refuses the user; check Mail__User and Mail__Password.", e.GetType().Name);
        }
        catch (NotSupportedException e)
        {
            return new Fault(FaultKind.Configuration, $"The mail server {settings.Host}:{settings.Port} offers no STARTTLS or no way to sign in that is known here.", e.GetType().Name);
        }
        catch (Exception e) when (e is SmtpCommandException or SmtpProtocolException or SslHandshakeException or IOException or SocketException or TimeoutException)
        {
            return new Fault(FaultKind.Transient, $"The mail server {settings.Host}:{settings.Port} cannot be reached.", e.GetType().Name);
        }
    }

    private static async Task HangUpAsync(SmtpClient client, CancellationToken cancellation)
    {
        try
        {
            await client.DisconnectAsync(quit: true, cancellation);
        }
        catch (Exception e) when (e is SmtpCommandException or SmtpProtocolException or IOException or SocketException)
        {
            // The mail has been taken; how the line ends does not matter any more.
        }
    }
}
