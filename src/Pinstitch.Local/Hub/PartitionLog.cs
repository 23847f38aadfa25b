using System.Buffers;
using System.Threading.Channels;

namespace Pinstitch.Local.Hub;

/// <summary>
/// One partition on disk: records one behind the other, numbered without gaps. What <see cref="AppendAsync"/> has
/// returned for is on the disk (fsync), so it survives a kill; a record that a kill tore is cut off at the next start.
/// Appends that wait at the same time share one fsync. Sequence numbers and offsets go on from where they were when the
/// oldest records are dropped (<see cref="Drop"/>).
/// </summary>
internal sealed class PartitionLog : IAsyncDisposable
{
    private const int IndexEvery = 64;

    /// <summary>About how many bytes one read takes from the disk; a larger record is read whole.</summary>
    private const int ReadBytes = 1 << 20;

    private const int WriteBytes = 1 << 22;

    private readonly Lock writes = new();
    private LogFile file;
    private readonly Channel<Append> appends = Channel.CreateUnbounded<Append>(new() { SingleReader = true });
    private readonly List<long> index = [];
    private readonly Task writing;
    private readonly Lock gate = new();
    private TaskCompletionSource grown = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long end;
    private long count;
    private DateTimeOffset lastEnqueued;

    private PartitionLog(int partition, LogFile file)
    {
        Partition = partition;
        this.file = file;
        (count, end) = (file.FirstSequence, file.FirstOffset);
        Recover();
        lastEnqueued = Last()?.EnqueuedTime ?? DateTimeOffset.MinValue;
        writing = Task.Run(WriteAsync);
    }

    public int Partition { get; }

    /// <summary>The sequence number that the next record gets, which is the number of records there ever were.</summary>
    public long NextSequence
    {
        get { lock (gate) return count; }
    }

    /// <summary>The sequence number of the oldest record that is kept; the next one's when there is none.</summary>
    public long FirstSequence
    {
        get { lock (gate) return file.FirstSequence; }
    }

    public static PartitionLog Open(string folder, int partition) => new(partition, LogFile.Open(folder, partition));

    /// <summary>Writes messages in this order, next to each other, and returns the first one's sequence number.</summary>
    /// <exception cref="IOException">The disk did not take them; none of them is in the partition.</exception>
    public async Task<long> AppendAsync(IReadOnlyList<HubMessage> messages, string? partitionKey, DateTimeOffset enqueued)
    {
        var append = new Append(messages, partitionKey, enqueued, new(TaskCreationOptions.RunContinuationsAsynchronously));
        await appends.Writer.WriteAsync(append);
        return await append.Written.Task;
    }

    /// <summary>
    /// Records from a sequence number on, or from the oldest that is kept, at most <paramref name="most"/> and about a
    /// megabyte; none when there are none yet.
    /// </summary>
    public IReadOnlyList<HubRecord> Read(long fromSequence, int most)
    {
        long start, stop, skip;
        LogFile source;
        lock (gate)
        {
            source = file;
            fromSequence = Math.Max(fromSequence, source.FirstSequence);
            if (fromSequence >= count || most <= 0) return [];
            skip = (fromSequence - source.FirstSequence) % IndexEvery;
            start = index[(int)((fromSequence - source.FirstSequence) / IndexEvery)];
            stop = end;
        }

        Span<byte> prefix = stackalloc byte[RecordCodec.PrefixLength];
        for (; skip > 0; skip--) start += source.LengthAt(start, prefix);
        var bytes = new byte[Math.Min(stop - start, Math.Max(ReadBytes, source.LengthAt(start, prefix)))];
        source.Read(bytes, start);
        var records = new List<HubRecord>(Math.Min(most, 256));
        for (var at = 0; bytes.Length - at >= RecordCodec.PrefixLength && records.Count < most;)
        {
            if (RecordCodec.Length(bytes.AsSpan(at)) > bytes.Length - at) break;
            var length = RecordCodec.SoundLength(bytes.AsSpan(at));
            if (length == 0) throw new InvalidDataException($"Partition {Partition} is damaged at byte {start + at}.");
            records.Add(RecordCodec.Read(bytes.AsMemory(at, length), start + at));
            at += length;
        }

        return records;
    }

    /// <summary>The newest record; null in an empty partition.</summary>
    public HubRecord? Last() => NextSequence is var next && next > FirstSequence && Read(next - 1, 1) is [var last] ? last : null;

    /// <summary>The first sequence number whose record fulfils a condition that holds for all records behind it, too.</summary>
    public long FirstWhere(Func<HubRecord, bool> condition)
    {
        var (low, high) = (FirstSequence, NextSequence);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (condition(Read(middle, 1)[0])) high = middle;
            else low = middle + 1;
        }

        return low;
    }

    /// <summary>
    /// Drops the records that are older than a time and before a sequence number: what is kept is written to a new file, which
    /// takes the old one's place when it is on the disk. A kill leaves one of the two.
    /// </summary>
    /// <param name="before">The time; those enqueued then or later stay.</param>
    /// <param name="behind">The sequence number that somebody still has to read.</param>
    /// <returns>How many went.</returns>
    public long Drop(DateTimeOffset before, long behind)
    {
        // No record may come while the rest is copied; those that read go on with the file that they have.
        lock (writes)
        {
            var first = Math.Min(FirstWhere(record => record.EnqueuedTime >= before), behind);
            var dropped = first - file.FirstSequence;
            if (dropped <= 0) return 0;
            var offset = first < count ? Read(first, 1)[0].Offset : end;
            var next = file.From(first, offset, end);
            lock (gate)
            {
                file = next;
                index.Clear();
                (count, end) = (first, offset);
                Recover();
            }

            next.DeleteOlder();
            return dropped;
        }
    }

    /// <summary>Completes when there is a record of this number.</summary>
    public async Task WaitForAsync(long sequence, CancellationToken cancellation)
    {
        while (true)
        {
            Task wait;
            lock (gate)
            {
                if (count > sequence) return;
                wait = grown.Task;
            }

            await wait.WaitAsync(cancellation);
        }
    }

    public async ValueTask DisposeAsync()
    {
        appends.Writer.TryComplete();
        await writing;
        file.Dispose();
    }

    private async Task WriteAsync()
    {
        var buffer = new ArrayBufferWriter<byte>(1 << 16);
        var batch = new List<(Append Append, long First)>();
        while (await appends.Reader.WaitToReadAsync())
        {
            buffer.ResetWrittenCount();
            batch.Clear();
            var starts = new List<long>();
            TaskCompletionSource wake;
            lock (writes)
            {
                var next = count;
                while (buffer.WrittenCount < WriteBytes && appends.Reader.TryRead(out var append))
                {
                    batch.Add((append, next));
                    // A clock that was set back must not make the log go back: readers search it by time.
                    if (append.Enqueued > lastEnqueued) lastEnqueued = append.Enqueued;
                    foreach (var message in append.Messages)
                    {
                        if ((next - file.FirstSequence) % IndexEvery == 0) starts.Add(end + buffer.WrittenCount);
                        RecordCodec.Write(buffer, next++, lastEnqueued, append.PartitionKey, message);
                    }
                }

                try
                {
                    file.Write(buffer.WrittenSpan, end);
                }
                catch (IOException e)
                {
                    // Nothing was taken in: the senders are told, and what was half written is overwritten or cut off.
                    foreach (var (append, _) in batch) append.Written.TrySetException(e);
                    continue;
                }

                lock (gate)
                {
                    index.AddRange(starts);
                    end += buffer.WrittenCount;
                    count = next;
                    (wake, grown) = (grown, new(TaskCreationOptions.RunContinuationsAsynchronously));
                }
            }

            foreach (var (append, first) in batch) append.Written.TrySetResult(first);
            wake.TrySetResult();
        }
    }

    private void Recover()
    {
        var length = file.End;
        var buffer = new byte[ReadBytes];
        while (end < length)
        {
            var read = file.ReadSome(buffer, end);
            var at = 0;
            for (int size; (size = RecordCodec.SoundLength(buffer.AsSpan(at, read - at))) > 0; at += size)
            {
                if ((count - file.FirstSequence) % IndexEvery == 0) index.Add(end + at);
                count++;
            }

            end += at;
            if (at > 0) continue;
            if (read < buffer.Length) break;
            Array.Resize(ref buffer, buffer.Length * 2);
        }

        if (end < length) file.CutAt(end);
    }

    private sealed record Append(
        IReadOnlyList<HubMessage> Messages,
        string? PartitionKey,
        DateTimeOffset Enqueued,
        TaskCompletionSource<long> Written);
}
