using System.Runtime.CompilerServices;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pinstitch.Azure.Storage;
using Pinstitch.Azure.Tabular;
using Pinstitch.Local.CommandLine;

namespace Pinstitch.Functions.Local.Doctor;

/// <summary>Whether the three accounts answer and take what is written; the probe is taken away again.</summary>
internal sealed class StorageExamination(VerbContext context) : IExamination
{
    private const string Probe = "doctor/probe";

    public string Area => "storage";

    public async IAsyncEnumerable<Finding> RunAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        await context.StartHostAsync(HostParts.Storage, cancellation);
        var services = context.Services;
        await foreach (var _ in StorageConnection.Blobs(services.GetRequiredService<IConfiguration>(), "AzureWebJobsStorage").GetBlobContainersAsync(cancellationToken: cancellation)) break;
        await foreach (var _ in StorageConnection.Tables(services.GetRequiredService<IConfiguration>(), "AzureWebJobsStorage").QueryAsync(cancellationToken: cancellation)) break;
        yield return Finding.Ok(Area, "AzureWebJobsStorage can be read");
        await RoundTripAsync(services.GetRequiredService<Lake>().Runs, cancellation);
        yield return Finding.Ok(Area, $"LakeStorage can be written, read and deleted from: {Host(services.GetRequiredService<Lake>().Runs)}");
        await RoundTripAsync(services.GetRequiredService<ServingFolders>().Marts, cancellation);
        await services.GetRequiredService<ServingTables>().PublishedAsync(cancellation);
        yield return Finding.Ok(Area, $"ServingStorage can be written, read and deleted from: {Host(services.GetRequiredService<ServingFolders>().Marts)}");
    }

    private static async Task RoundTripAsync(BlobFolder folder, CancellationToken cancellation)
    {
        var content = BinaryData.FromString("written by doctor, to be deleted at once");
        await folder.WriteAsync(Probe, content, cancellation);
        var read = await folder.ReadAsync(Probe, cancellation);
        await folder.DeleteAsync(Probe, cancellation);
        if (!read.ToMemory().Span.SequenceEqual(content.ToMemory().Span)) throw new InvalidOperationException($"{folder.Address} gives back other bytes than were written.");
    }

    private static string Host(BlobFolder folder) => folder.Address.GetLeftPart(UriPartial.Authority);
}
