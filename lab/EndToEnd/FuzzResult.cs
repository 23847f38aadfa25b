namespace Pinstitch.Lab.EndToEnd;

/// <summary>What an hour's worth, or less, of broken input did to one entrance.</summary>
/// <param name="Entrance">Its name.</param>
/// <param name="Inputs">Broken inputs that it got.</param>
/// <param name="Sound">Sound events sent among them.</param>
/// <param name="Missing">Sound events that were acknowledged and did not land.</param>
/// <param name="Statuses">How many requests were answered with each HTTP status; -1 for none.</param>
/// <param name="SlowestMilliseconds">The longest that an answer took.</param>
/// <param name="Megabytes">The host's resident memory: median of the first and the last third, and the most.</param>
/// <param name="Problems">What must not happen and did: crashes, faults of the server, lines of the log.</param>
public sealed record FuzzResult(
    string Entrance,
    long Inputs,
    int Sound,
    int Missing,
    IReadOnlyDictionary<int, long> Statuses,
    double SlowestMilliseconds,
    (long First, long Last, long Most) Megabytes,
    IReadOnlyList<string> Problems)
{
    public bool IsGood => Missing == 0 && Problems.Count == 0;
}
