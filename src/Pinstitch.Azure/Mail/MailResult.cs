namespace Pinstitch.Azure.Mail;

/// <summary>What came of sending a mail.</summary>
/// <param name="Fault">Null when the mail is sent.</param>
/// <param name="MayHaveLeft">With a fault: the line broke when the mail may already have been taken, so that sending it again could send it twice.</param>
public sealed record MailResult(Fault? Fault, bool MayHaveLeft)
{
    public static MailResult Sent { get; } = new(null, MayHaveLeft: true);

    /// <summary>Certainly not sent.</summary>
    public static MailResult Refused(Fault fault) => new(fault, MayHaveLeft: false);

    /// <summary>Perhaps sent.</summary>
    public static MailResult Unsure(Fault fault) => new(fault, MayHaveLeft: true);
}
