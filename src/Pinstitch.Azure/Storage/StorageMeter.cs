using System.Diagnostics.Metrics;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Pinstitch.Azure.Storage;

/// <summary>
/// Counts what is asked of storage, in the classes that it is billed in: reads, lists, writes, deletes. Repeated requests
/// count each time, as they are billed. Whoever listens to the meter gets the numbers.
/// </summary>
/// <param name="service"><c>blob</c> or <c>table</c>.</param>
public sealed class StorageMeter(string service) : HttpPipelinePolicy
{
    /// <summary>Name of the meter.</summary>
    public const string Name = "Pinstitch.Storage";

    /// <summary>Counter of requests, with the tags <c>service</c> and <c>class</c>.</summary>
    public const string Requests = "storage.requests";

    /// <summary>Counter of bytes of contents, up and down, with the same tags.</summary>
    public const string Bytes = "storage.bytes";

    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> RequestCounter = Meter.CreateCounter<long>(Requests);
    private static readonly Counter<long> ByteCounter = Meter.CreateCounter<long>(Bytes, "By");

    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        ProcessNext(message, pipeline);
        Count(message);
    }

    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        await ProcessNextAsync(message, pipeline);
        Count(message);
    }

    private void Count(HttpMessage message)
    {
        if (!RequestCounter.Enabled) return;
        var kind = new KeyValuePair<string, object?>("class", ClassOf(message.Request));
        var of = new KeyValuePair<string, object?>("service", service);
        RequestCounter.Add(1, of, kind);
        var sent = message.Request.Content?.TryComputeLength(out var length) == true ? length : 0;
        ByteCounter.Add(sent + (message.HasResponse ? message.Response.Headers.ContentLength ?? 0 : 0), of, kind);
    }

    private static string ClassOf(Request request) =>
        request.Method == RequestMethod.Delete ? "delete"
        : request.Method == RequestMethod.Head ? "read"
        : request.Method != RequestMethod.Get ? "write"
        : request.Uri.Query.Contains("comp=list", StringComparison.Ordinal) ? "list"
        : "read";
}
