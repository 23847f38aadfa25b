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

    public bool Starts(byte first, byte second)
    {
        Look();
        return filled - at >= 2 && head[at] == first && head[at + 1] == second;
    }

    public void Skip(int bytes)
    {
        Look();
        at = Math.Min(filled, at + bytes);
    }

    /// <summary>The first letter that is no space; null when there is none.</summary>
    public char? FirstLetter()
    {
        Look();
        foreach (var letter in head.AsSpan(at, filled - at))
        {
            if (letter is not ((byte)' ' or (byte)'\r' or (byte)'\n' or (byte)'\t')) return (char)letter;
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
