namespace Pinstitch.Local.Hub.Amqp;

/// <summary>Bounds the bytes that all senders together may have under way, so that a slow disk does not fill the memory.</summary>
internal sealed class SendBudget(long mostBytes)
{
    private long taken;

    public bool TryTake(int bytes)
    {
        if (Interlocked.Add(ref taken, bytes) <= mostBytes) return true;
        Interlocked.Add(ref taken, -bytes);
        return false;
    }

    public void GiveBack(int bytes) => Interlocked.Add(ref taken, -bytes);
}
