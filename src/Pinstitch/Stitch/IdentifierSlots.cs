using System.Runtime.InteropServices;

namespace Pinstitch.Stitch;

/// <summary>The slots of an identifier table, outside the collected heap: they are large and can be given back at once.</summary>
internal sealed unsafe class IdentifierSlots : IDisposable
{
    private int* first;

    public IdentifierSlots(int length)
    {
        Length = length;
        first = (int*)NativeMemory.AllocZeroed((nuint)length, sizeof(int));
    }

    ~IdentifierSlots() => Free();

    public int Length { get; }

    /// <exception cref="ObjectDisposedException">They have been given back.</exception>
    public int* First => first == null ? throw new ObjectDisposedException(nameof(IdentifierSlots)) : first;

    public ref int this[int slot] => ref First[slot];

    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        NativeMemory.Free(first);
        first = null;
    }
}
