using Azure.Core;
using Azure.Core.Pipeline;

namespace Pinstitch.Lab.EndToEnd;

/// <summary>Counts requests to storage as they are sent, and names that lists bring.</summary>
internal sealed class RequestCounter : HttpPipelineSynchronousPolicy
{
    private long requests;
    private long lists;
    private long names;

    public (long Requests, long Lists, long Names) Counted => (Interlocked.Read(ref requests), Interlocked.Read(ref lists), Interlocked.Read(ref names));

    public void Reset() => (requests, lists, names) = (0, 0, 0);

    public override void OnReceivedResponse(HttpMessage message)
    {
        ArgumentNullException.ThrowIfNull(message);
        Interlocked.Increment(ref requests);
        if (!message.Request.Uri.Query.Contains("comp=list", StringComparison.Ordinal)) return;
        Interlocked.Increment(ref lists);
        var text = message.Response.Content.ToString();
        for (var at = text.IndexOf("<Blob>", StringComparison.Ordinal); at >= 0; at = text.IndexOf("<Blob>", at + 1, StringComparison.Ordinal)) Interlocked.Increment(ref names);
    }
}
