using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace Pinstitch.Functions.Land;

/// <summary>Serves <c>pinstitch.js</c>, the tag for a shop's pages.</summary>
public sealed class TagScript
{
    private static readonly byte[] Script = Load();
    private static readonly byte[] Packed = Pack(Script);
    private static readonly string Tag = $"\"{Convert.ToHexStringLower(SHA256.HashData(Script))[..16]}\"";

    [Function(nameof(TagScript))]
    public IActionResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "pinstitch.js")] HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        var headers = request.HttpContext.Response.Headers;
        headers.CacheControl = "public, max-age=3600";
        headers.ETag = Tag;
        headers.Vary = "Accept-Encoding";
        headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        if (request.Headers.IfNoneMatch.ToString().Contains(Tag, StringComparison.Ordinal)) return new StatusCodeResult(StatusCodes.Status304NotModified);
        var packs = request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase);
        if (packs) headers.ContentEncoding = "gzip";
        return new FileContentResult(packs ? Packed : Script, "text/javascript; charset=utf-8");
    }

    private static byte[] Load()
    {
        using var stream = typeof(TagScript).Assembly.GetManifestResourceStream("pinstitch.js")!;
        using var buffer = new MemoryStream();
        stream.CopyTo(buffer);
        return buffer.ToArray();
    }

    private static byte[] Pack(byte[] script)
    {
        using var buffer = new MemoryStream();
        using (var zip = new GZipStream(buffer, CompressionLevel.SmallestSize)) zip.Write(script);
        return buffer.ToArray();
    }
}
