using Pinstitch.Azure.Secrets;
using Pinstitch.Platforms;

namespace Pinstitch.Functions;

/// <summary>Lets the platforms use the secret store.</summary>
internal sealed class PlatformSecrets(ISecretStore secrets) : IPlatformSecrets
{
    public Task<string?> FindAsync(string name, CancellationToken cancellation) => secrets.FindAsync(name, cancellation);

    public Task StoreAsync(string name, string value, CancellationToken cancellation) => secrets.StoreAsync(name, value, cancellation);
}
