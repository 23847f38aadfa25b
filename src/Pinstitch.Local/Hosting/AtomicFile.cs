namespace Pinstitch.Local.Hosting;

/// <summary>Writes a small file so that a kill leaves the old content or the new, never half of it.</summary>
public static class AtomicFile
{
    public static void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var beside = $"{path}.{Environment.ProcessId}.new";
        File.WriteAllText(beside, text);
        File.Move(beside, path, overwrite: true);
    }
}
