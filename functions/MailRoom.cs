using Pinstitch.Azure.Mail;

namespace Pinstitch.Functions;

/// <summary>How mails leave.</summary>
/// <param name="From">The sender's address.</param>
/// <param name="Sender">Null when no mail is to be sent.</param>
public sealed record MailRoom(string From, IMailSender? Sender);
