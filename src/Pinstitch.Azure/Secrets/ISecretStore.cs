namespace Pinstitch.Azure.Secrets;

/// <summary>Secrets that the product reads and, where platforms rotate tokens, writes.</summary>
public interface ISecretStore
{
    /// <summary>The secret's value; null when there is none of that name.</summary>
    Task<string?> FindAsync(string name, CancellationToken cancellation);

    /// <summary>Stores a value under a name; when it returns, the value is safe.</summary>
    Task StoreAsync(string name, string value, CancellationToken cancellation);
}
