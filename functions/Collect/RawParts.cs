using Pinstitch.Azure.Storage;

namespace Pinstitch.Functions.Collect;

/// <summary>The parts of a raw report, to be opened one after the other.</summary>
/// <param name="lake">The lake.</param>
/// <param name="folder">Where they are.</param>
/// <param name="manifest">What there is.</param>
internal sealed class RawParts(Lake lake, string folder, RawManifest manifest)
{
    public string Folder { get; } = folder;

    public RawManifest Manifest { get; } = manifest;

    public IEnumerable<Func<Stream>> Open() =>
        Enumerable.Range(0, Manifest.Parts).Select(part => (Func<Stream>)(() => lake.Raw.Open(ReportPaths.Part(Folder, part))));
}
