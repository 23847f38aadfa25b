namespace Pinstitch.Functions.Tell;

/// <summary>What came of a digest.</summary>
/// <param name="IsSent">Whether it was sent, by this try or an earlier one.</param>
/// <param name="Text">Its subject, or why it was not sent.</param>
public sealed record DigestResult(bool IsSent, string Text);
