namespace Pinstitch.Functions.Land;

/// <summary>The columns of <see cref="StoredEvent"/> that splitting needs.</summary>
public sealed record StoredLine
{
    public required string EventId { get; init; }

    public required int Partition { get; init; }

    public required long Sequence { get; init; }

    public required string Line { get; init; }
}
