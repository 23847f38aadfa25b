namespace Pinstitch.Azure.Mail;

/// <summary>How to reach the mail server.</summary>
/// <param name="Host">Its name.</param>
/// <param name="Port">587 as a rule; Azure blocks 25.</param>
/// <param name="StartTls">Off only for a server on the same machine.</param>
/// <param name="User">Null when the server asks for none.</param>
/// <param name="Password">The secret.</param>
public sealed record SmtpSettings(string Host, int Port, bool StartTls, string? User, string? Password);
