namespace Pinstitch.Functions.Land.Settle;

/// <summary>A part of the events that a night is about: a week of a shard, as it is kept or cut off at the night's end.</summary>
/// <param name="Week">The week's number.</param>
/// <param name="Events">Blob of the events, sorted by time, id and name.</param>
/// <param name="Edges">Blob of the edges between identifiers in them.</param>
/// <param name="Hash">Hash of the set of these events. A part whose hash a night has seen for this week and shard has nothing new.</param>
/// <param name="IsCut">Whether the blobs are the night's own, in <c>runs/</c>, and not those that are kept, in <c>events/</c>.</param>
public sealed record SettledPart(int Week, string Events, string Edges, string Hash, bool IsCut);
