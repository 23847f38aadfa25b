namespace Pinstitch.Functions.Land;

/// <summary>The columns of <see cref="StoredEvent"/> that say which message of the hub it was.</summary>
public sealed record StoredPlace
{
    public required int Partition { get; init; }

    public required long Sequence { get; init; }
}
