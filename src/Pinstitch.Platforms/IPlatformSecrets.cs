namespace Pinstitch.Platforms;

/// <summary>The secrets of platform sign-ins, by name (<c>Pinterest:AppSecret</c>).</summary>
public interface IPlatformSecrets
{
    /// <summary>Null when there is none of that name.</summary>
    Task<string?> FindAsync(string name, CancellationToken cancellation);

    /// <summary>Stores a rotated token; when this returns it is safe.</summary>
    Task StoreAsync(string name, string value, CancellationToken cancellation);

    /// <summary>
    /// Keeps every other worker, in every process, from refreshing the same sign-in until the result is disposed of. Two
    /// workers that refresh at once would each make the other's refresh token worthless.
    /// </summary>
    Task<IAsyncDisposable> HoldAsync(string name, CancellationToken cancellation);
}
