namespace Pinstitch.Land.Doors;

/// <summary>How much one instance has in hand at a time: what would be more is asked to come again, before its body is read.</summary>
/// <param name="mostRequests">Requests.</param>
/// <param name="mostBytes">Bytes of bodies, as far as the requests tell beforehand.</param>
public sealed class IntakeLimit(int mostRequests = 256, long mostBytes = 128L * 1024 * 1024)
{
    private int requests;
    private long bytes;

    public int Requests => Volatile.Read(ref requests);

    /// <summary>Enters; false when there is no room. Whoever has entered must leave.</summary>
    public bool TryEnter(long size)
    {
        var (now, load) = (Interlocked.Increment(ref requests), Interlocked.Add(ref bytes, size));
        if (now <= mostRequests && (load <= mostBytes || now == 1)) return true;
        Leave(size);
        return false;
    }

    public void Leave(long size)
    {
        Interlocked.Decrement(ref requests);
        Interlocked.Add(ref bytes, -size);
    }
}
