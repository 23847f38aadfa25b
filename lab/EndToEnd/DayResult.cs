namespace Pinstitch.Lab.EndToEnd;

/// <summary>A day on storage, and what it takes to find it.</summary>
/// <param name="Events">Events landed.</param>
/// <param name="Appends">Requests that landed them.</param>
/// <param name="LandSeconds">How long that took, the emulator's time included.</param>
/// <param name="Blobs">Append blobs of the day.</param>
/// <param name="Bytes">Their bytes.</param>
/// <param name="Before">Finding the day before it is compacted: list requests, and names in the answers.</param>
/// <param name="CompactSeconds">How long compaction took.</param>
/// <param name="CompactCpuSeconds">Processor time of this process in it.</param>
/// <param name="Files">Parquet files of the day.</param>
/// <param name="FileBytes">Their bytes.</param>
/// <param name="Rows">Events in them.</param>
/// <param name="After">Finding the day after it is compacted.</param>
/// <param name="Folder">Listing the day's own folder of files, as DuckDB or Spark does.</param>
/// <param name="PeakMegabytes">Most memory that this process had.</param>
public sealed record DayResult(
    long Events,
    long Appends,
    double LandSeconds,
    int Blobs,
    long Bytes,
    (long Lists, long Names) Before,
    double CompactSeconds,
    double CompactCpuSeconds,
    int Files,
    long FileBytes,
    long Rows,
    (long Lists, long Names) After,
    (long Lists, long Names) Folder,
    long PeakMegabytes);
