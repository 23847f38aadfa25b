namespace Pinstitch.Functions.Stitch;

/// <summary>What is settled after a night.</summary>
/// <param name="Received">Messages that the hub had delivered: from each partition's first to its last, gaps included.</param>
/// <param name="Rejected">Messages that could not be landed.</param>
/// <param name="Late">New messages that happened on a day before the night's last; 0 for the first night of all.</param>
/// <param name="Days">On how many days new messages happened.</param>
public sealed record SettledNight(long Received, long Rejected, long Late, int Days);
