namespace Pinstitch.Lab.EndToEnd;

/// <summary>What a night pays for remembering the events of sixty days.</summary>
/// <param name="Remembered">Ids remembered before the night.</param>
/// <param name="New">Ids that the night brings.</param>
/// <param name="Blobs">Files of keys read.</param>
/// <param name="Bytes">Their bytes.</param>
/// <param name="Seconds">How long reading and looking took, the emulator's time included.</param>
/// <param name="CpuSeconds">Processor time of this process in it.</param>
/// <param name="LookSeconds">Of these, how long only the looking took.</param>
/// <param name="Found">Weeks that a new id may have a copy in; none is right, as no id was told twice.</param>
public sealed record CopyMemoryResult(long Remembered, long New, int Blobs, long Bytes, double Seconds, double CpuSeconds, double LookSeconds, int Found);
