namespace Pinstitch.Functions.Stitch.Route;

/// <summary>Which events of a week of settled events the books have.</summary>
/// <param name="Week">The week's number.</param>
/// <param name="Hash">Hash of the set of events, as settling tells it: the same, and nothing of the week need be read.</param>
/// <param name="Blob">The hashes of their lines, 16 bytes each: in <c>runs/</c> when the night has made them, else in <c>journeys/</c>.</param>
/// <param name="IsNew">Whether the night has made them.</param>
public sealed record SentPart(int Week, string Hash, string Blob, bool IsNew);
