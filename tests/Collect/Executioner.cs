using Azure.Core;
using Azure.Core.Pipeline;

namespace Pinstitch.Tests.Collect;

/// <summary>
/// Kills after the n-th call to storage, to a platform or to the secrets: the other side has done what it was asked, and
/// nobody here learns of it.
/// </summary>
internal sealed class Executioner
{
    private int left = int.MaxValue;

    /// <summary>Whether calls to platforms and secrets count, or only those to storage.</summary>
    public bool CountsPlatforms { get; set; } = true;

    public void KillAfter(int calls) => Volatile.Write(ref left, calls);

    public void Spare() => Volatile.Write(ref left, int.MaxValue);

    public void Count()
    {
        if (Volatile.Read(ref left) != int.MaxValue && Interlocked.Decrement(ref left) == 0) throw new KilledException();
    }

    /// <summary>Moves a world's containers apart from those of other tests, and counts calls to storage.</summary>
    public sealed class StoragePolicy(string prefix, Executioner executioner) : HttpPipelinePolicy
    {
        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            Move(message);
            ProcessNext(message, pipeline);
            executioner.Count();
        }

        public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            Move(message);
            await ProcessNextAsync(message, pipeline);
            executioner.Count();
        }

        private void Move(HttpMessage message)
        {
            // /devstoreaccount1/raw/… becomes /devstoreaccount1/PREFIXraw/…
            var path = message.Request.Uri.Path;
            var at = path.IndexOf('/', 1);
            if (at < 0) (path, at) = ("/" + path, path.IndexOf('/', StringComparison.Ordinal) + 1);
            if (at > 0 && !path[(at + 1)..].StartsWith(prefix, StringComparison.Ordinal)) message.Request.Uri.Path = $"{path[..at]}/{prefix}{path[(at + 1)..]}";
        }
    }

    /// <summary>Counts calls to platforms.</summary>
    public sealed class PlatformHandler(Executioner executioner) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = await base.SendAsync(request, cancellationToken);
            if (executioner.CountsPlatforms) executioner.Count();
            return response;
        }
    }
}
