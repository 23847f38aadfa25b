namespace Pinstitch.Platforms.Rows;

/// <summary>A stream whose first bytes can be looked at before they are read.</summary>
internal sealed class PeekStream(Stream inner) : Stream
{
    private readonly byte[] head = new byte[64];
    private int at;
    private int filled = -1;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public bool Starts(params ReadOnlySpan<byte> with)
    {
        Look();
        return head.AsSpan(at, filled - at).StartsWith(with);
    }

    public void Skip(int bytes)
    {
        Look();
        at = Math.Min(filled, at + bytes);
    }

    /// <summary>The first letter that is no space; null when there is none. Spaces before it are left out.</summary>
    public char? FirstLetter()
    {
        Look();
        while (filled > 0)
        {
            for (; at < filled; at++)
            {
                if (head[at] is not ((byte)' ' or (byte)'\r' or (byte)'\n' or (byte)'\t')) return (char)head[at];
            }

            (at, filled) = (0, -1);
            Look();
        }

        return null;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        Look();
        if (at == filled) return inner.Read(buffer);
        var some = Math.Min(buffer.Length, filled - at);
        head.AsSpan(at, some).CopyTo(buffer);
        at += some;
        return some;
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) inner.Dispose();
        base.Dispose(disposing);
    }

    private void Look()
    {
        if (filled < 0) filled = inner.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
    }
}
