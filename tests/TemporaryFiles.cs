using System.Runtime.CompilerServices;

namespace Pinstitch.Tests;

/// <summary>
/// Puts the temporary files of the tests, and of all that they start, into memory where there is room: Azurite waits for the
/// disk after every blob that it writes.
/// </summary>
internal static class TemporaryFiles
{
    private const string Memory = "/dev/shm";
    private const long Room = 4L << 30;

    [ModuleInitializer]
    internal static void Move()
    {
        if (Environment.GetEnvironmentVariable("TMPDIR") is null && Directory.Exists(Memory) && new DriveInfo(Memory).AvailableFreeSpace > Room)
            Environment.SetEnvironmentVariable("TMPDIR", Memory);
    }
}
