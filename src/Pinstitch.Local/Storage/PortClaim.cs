using System.Globalization;

namespace Pinstitch.Local.Storage;

/// <summary>
/// The ports of one host's Azurite, claimed against other hosts of this machine: of two that start at the same moment only
/// one may find a port free, or both would write into the same storage. The operating system frees the claim when the
/// process ends, however it ends.
/// </summary>
internal sealed class PortClaim : IDisposable
{
    /// <summary>One place for all hosts of the machine: what TMPDIR names may be another one for each of them.</summary>
    private static readonly string Folder = !OperatingSystem.IsWindows() && Directory.Exists("/tmp") ? "/tmp" : Path.GetTempPath();

    private readonly FileStream file;

    private PortClaim(FileStream file) => this.file = file;

    /// <summary>Claims the ports from this one on; null when another process has them.</summary>
    public static PortClaim? Try(int firstPort)
    {
        var path = Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"pinstitch-azurite-{firstPort}.lock"));
        try
        {
            return new(new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public void Dispose() => file.Dispose();
}
