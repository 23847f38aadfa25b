namespace Pinstitch.Functions.Operate;

/// <summary>Sequence numbers of one partition, both ends included.</summary>
public sealed record SequenceRange(int Partition, long First, long Last);
