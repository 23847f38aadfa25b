namespace Pinstitch.Tell;

/// <summary>A digest ready to be sent.</summary>
/// <param name="Subject">Facts and period, in one line.</param>
/// <param name="Text">The plain-text twin: everything that the page says.</param>
/// <param name="Html">For mail programs: tables, no scripts, nothing from outside.</param>
public sealed record DigestMail(string Subject, string Text, string Html);
