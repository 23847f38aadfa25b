using System.Buffers;
using System.Threading.Channels;
using Microsoft.Win32.SafeHandles;

namespace Pinstitch.Local.Hub;

/// <summary>
/// One partition on disk: records one behind the other, numbered without gaps. What <see cref="AppendAsync"/> has
/// returned for is on the disk (fsync), so it survives a kill; a record that a kill tore is cut off at the next start.
/// Appends that wait at the same time share one fsync.
/// </summary>
internal sealed class PartitionLog : IAsyncDisposable
{
    private const int IndexEvery = 64;

    /// <summary>About how many bytes one read takes from the disk; a larger record is read whole.</summary>
    private const int ReadBytes = 1 << 20;

    private const int WriteBytes = 1 << 22;

    private readonly SafeFileHandle file;
    private readonly Channel<Append> appends = Channel.CreateUnbounded<Append>(new() { SingleReader = true });
    private readonly List<long> index = [];
    private readonly Task writing;
    private readonly Lock gate = new();
    private TaskCompletionSource grown = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long end;
    private long count;
    private DateTimeOffset lastEnqueued;

    private PartitionLog(int partition, SafeFileHandle file)
    {
        Partition = partition;
        this.file = file;
        Recover();
        lastEnqueued = Last()?.EnqueuedTime ?? DateTimeOffset.MinValue;
        writing = Task.Run(WriteAsync);
    }

    public int Partition { get; }

    /// <summary>The sequence number that the next record gets, which is the number of records.</summary>
    public long NextSequence
    {
        get { lock (gate) return count; }
    }

    public static PartitionLog Open(string folder, int partition)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, $"{partition:D2}.log");
        return new(partition, File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read));
    }

    /// <summary>Writes messages in this order, next to each other, and returns the first one's sequence number.</summary>
    /// <exception cref="IOException">The disk did not take them; none of them is in the partition.</exception>
    public async Task<long> AppendAsync(IReadOnlyList<HubMessage> messages, string? partitionKey, DateTimeOffset enqueued)
    {
        var append = new Append(messages, partitionKey, enqueued, new(TaskCreationOptions.RunContinuationsAsynchronously));
        await appends.Writer.WriteAsync(append);
        return await append.Written.Task;
    }

    /// <summary>
    /// Records from a sequence number on, at most <paramref name="most"/> and about a megabyte; none when there are none
    /// yet.
    /// </summary>
    public IReadOnlyList<HubRecord> Read(long fromSequence, int most)
    {
        long start, stop;
        lock (gate)
        {
            if (fromSequence < 0 || fromSequence >= count || most <= 0) return [];
            start = index[(int)(fromSequence / IndexEvery)];
            stop = end;
        }

        Span<byte> prefix = stackalloc byte[RecordCodec.PrefixLength];
        for (var skip = fromSequence % IndexEvery; skip > 0; skip--) start += LengthAt(start, prefix);
        var bytes = new byte[Math.Min(stop - start, Math.Max(ReadBytes, LengthAt(start, prefix)))];
        ReadFully(bytes, start);
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
    public HubRecord? Last() => Read(NextSequence - 1, 1) is [var last] ? last : null;

    /// <summary>The first sequence number whose record fulfils a condition that holds for all records behind it, too.</summary>
    public long FirstWhere(Func<HubRecord, bool> condition)
    {
        var (low, high) = (0L, NextSequence);
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (condition(Read(middle, 1)[0])) high = middle;
            else low = middle + 1;
        }

        return low;
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
            var next = count;
            while (buffer.WrittenCount < WriteBytes && appends.Reader.TryRead(out var append))
            {
                batch.Add((append, next));
                // A clock that was set back must not make the log go back: readers search it by time.
                if (append.Enqueued > lastEnqueued) lastEnqueued = append.Enqueued;
                foreach (var message in append.Messages)
                {
                    if (next % IndexEvery == 0) starts.Add(end + buffer.WrittenCount);
                    RecordCodec.Write(buffer, next++, lastEnqueued, append.PartitionKey, message);
                }
            }

            try
            {
                RandomAccess.Write(file, buffer.WrittenSpan, end);
                RandomAccess.FlushToDisk(file);
            }
            catch (IOException e)
            {
                // Nothing was taken in: the senders are told, and what was half written is overwritten or cut off.
                foreach (var (append, _) in batch) append.Written.TrySetException(e);
                continue;
            }

            TaskCompletionSource wake;
            lock (gate)
            {
                index.AddRange(starts);
                end += buffer.WrittenCount;
                count = next;
                (wake, grown) = (grown, new(TaskCreationOptions.RunContinuationsAsynchronously));
            }

            foreach (var (append, first) in batch) append.Written.TrySetResult(first);
            wake.TrySetResult();
        }
    }

    private void Recover()
    {
        var length = RandomAccess.GetLength(file);
        var buffer = new byte[ReadBytes];
        while (end < length)
        {
            var read = RandomAccess.Read(file, buffer, end);
            var at = 0;
            for (int size; (size = RecordCodec.SoundLength(buffer.AsSpan(at, read - at))) > 0; at += size)
            {
                if (count % IndexEvery == 0) index.Add(end + at);
                count++;
            }

            end += at;
            if (at > 0) continue;
            if (read < buffer.Length) break;
            Array.Resize(ref buffer, buffer.Length * 2);
        }

        if (end < length) RandomAccess.SetLength(file, end);
    }

    private int LengthAt(long offset, Span<byte> prefix)
    {
        ReadFully(prefix, offset);
        return RecordCodec.Length(prefix);
    }

    private void ReadFully(Span<byte> bytes, long offset)
    {
        while (!bytes.IsEmpty)
        {
            var read = RandomAccess.Read(file, bytes, offset);
            if (read == 0) throw new EndOfStreamException($"Partition {Partition} ends before byte {offset + bytes.Length}.");
            bytes = bytes[read..];
            offset += read;
        }
    }

    private sealed record Append(
        IReadOnlyList<HubMessage> Messages,
        string? PartitionKey,
        DateTimeOffset Enqueued,
        TaskCompletionSource<long> Written);
}
