using System.Globalization;
using MimeKit;

namespace Pinstitch.Azure.Mail;

/// <summary>Writes mails as <c>.eml</c> files into a folder: for a machine without a mail server. Any mail program opens them.</summary>
public sealed class FolderMail(string folder) : IMailSender
{
    public async Task<MailResult> SendAsync(MimeMessage message, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(message);
        Directory.CreateDirectory(folder);
        // The message id is made of team and period, so a repeat overwrites the same file.
        var name = string.Concat(message.MessageId!.Split('@')[0].Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '.' ? letter : '_'));
        var path = Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{name}.eml"));
        await using (var file = File.Create(path + ".new")) await message.WriteToAsync(file, cancellation);
        File.Move(path + ".new", path, overwrite: true);
        return MailResult.Sent;
    }
}
