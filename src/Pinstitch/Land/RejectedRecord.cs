namespace Pinstitch.Land;

/// <summary>A message that could not be landed, kept whole but for personal data, with what is wrong and how to mend it.</summary>
/// <param name="Partition">The hub's partition.</param>
/// <param name="Sequence">Sequence number in it.</param>
/// <param name="ContractVersion">Version of the contract that it broke.</param>
/// <param name="Violations">At least one.</param>
/// <param name="Body">The message after <see cref="Pseudonymiser"/>.</param>
public sealed record RejectedRecord(int Partition, long Sequence, int ContractVersion, IReadOnlyList<Violation> Violations, string Body);
