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

    public IEnumerable<Func<Stream>> Open() => Manifest.Shares.Count == 0
        ? Of(Folder, Manifest.Parts)
        : Manifest.Shares.SelectMany(share => Of(share.Folder, share.Parts));

    private IEnumerable<Func<Stream>> Of(string place, int parts) =>
        Enumerable.Range(0, parts).Select(part => (Func<Stream>)(() => lake.Raw.Open(ReportPaths.Part(place, part))));
}
