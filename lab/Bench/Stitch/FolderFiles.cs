using Pinstitch.Stitch.Clusters;

namespace Pinstitch.Lab.Bench.Stitch;

/// <summary>An identity store in a folder, which counts what is read and written.</summary>
internal sealed class FolderFiles(string folder) : IIdentityFiles
{
    public long BytesRead { get; private set; }

    public long BytesWritten { get; private set; }

    public ReadOnlyMemory<byte> Read(string name)
    {
        var content = File.ReadAllBytes(Path.Combine(folder, name));
        BytesRead += content.Length;
        return content;
    }

    public void Write(string name, ReadOnlyMemory<byte> content)
    {
        var path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content.Span);
        BytesWritten += content.Length;
    }
}
