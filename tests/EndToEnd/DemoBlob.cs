using System.IO.Compression;
using System.Text;

namespace Pinstitch.Tests.EndToEnd;

/// <summary>A blob that the demo has left, by its name in its container.</summary>
internal sealed record DemoBlob(string Name, byte[] Content)
{
    public bool IsParquet => Name.EndsWith(".parquet", StringComparison.Ordinal);

    /// <summary>The content as text, unpacked where it is packed.</summary>
    public string Text()
    {
        if (!Name.EndsWith(".gz", StringComparison.Ordinal)) return Encoding.UTF8.GetString(Content);
        using var reader = new StreamReader(new GZipStream(new MemoryStream(Content), CompressionMode.Decompress));
        return reader.ReadToEnd();
    }
}
