namespace Pinstitch.Platforms;

/// <summary>The secrets of platform sign-ins, by name (<c>Pinterest:AppSecret</c>).</summary>
public interface IPlatformSecrets
{
    /// <summary>Null when there is none of that name.</summary>
    Task<string?> FindAsync(string name, CancellationToken cancellation);

    /// <summary>Stores a rotated token; when this returns it is safe.</summary>
    Task StoreAsync(string name, string value, CancellationToken cancellation);
}
