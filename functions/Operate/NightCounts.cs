using Pinstitch.Stitch;

namespace Pinstitch.Functions.Operate;

/// <summary>The balance of a nightly run.</summary>
/// <param name="Received">Messages that the hub had delivered.</param>
/// <param name="Landed">Events after copies were merged.</param>
/// <param name="Rejected">Messages that could not be landed.</param>
/// <param name="Duplicates">Messages that repeated an event.</param>
/// <param name="Persons">Persons with an event.</param>
/// <param name="Recomputed">Those whose journeys were made in this run; the others are as the run before has made them.</param>
/// <param name="Orders">Orders up to the night.</param>
/// <param name="Credits">Rows of credit.</param>
/// <param name="Unattributed">Orders without credit.</param>
public sealed record NightCounts(long Received, long Landed, long Rejected, long Duplicates, long Persons, long Recomputed, long Orders, long Credits, long Unattributed)
{
    /// <summary>Messages that came since the last night and happened on a day before this one; their days were attributed again.</summary>
    public long Late { get; init; }

    /// <summary>Events of bots, up to the night: kept, shown, in no number.</summary>
    public long Bots { get; init; }

    /// <summary>Events of the shop's own people: the same.</summary>
    public long Staff { get; init; }

    /// <summary>Events that their sender calls tests: the same.</summary>
    public long Tests { get; init; }

    /// <summary>How far it was found out who is who; null in runs of before this was told.</summary>
    public StitchFigures? Stitching { get; init; }

    /// <summary>Whether every message is accounted for.</summary>
    public bool Balances => Received == Landed + Rejected + Duplicates;
}
