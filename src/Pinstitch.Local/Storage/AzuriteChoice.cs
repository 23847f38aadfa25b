using Microsoft.Extensions.Configuration;
using Pinstitch.Local.Hosting;

namespace Pinstitch.Local.Storage;

/// <summary>
/// Which Azurite this host uses, if any: decided before anything connects, because every setting that says
/// <c>UseDevelopmentStorage=true</c> is then replaced by a connection string with the ports in it.
/// </summary>
internal sealed class AzuriteChoice
{
    private const string Development = "UseDevelopmentStorage=true";

    private PortClaim? claim;

    private AzuriteChoice(AzuriteState? state, PortClaim? claim, bool clearAtStart) => (State, this.claim, ClearAtStart) = (state, claim, clearAtStart);

    /// <summary>Whether the data folder is cleared before the host starts.</summary>
    public bool ClearAtStart { get; }

    /// <summary>Null when no setting asks for an emulator.</summary>
    public AzuriteState? State { get; }

    public static AzuriteChoice Make(ConfigurationManager configuration, HostFolder folder, bool clearAtStart)
    {
        var asking = configuration.AsEnumerable()
            .Where(setting => Development.Equals(setting.Value?.TrimEnd(';'), StringComparison.OrdinalIgnoreCase))
            .Select(setting => setting.Key)
            .ToList();
        if (asking.Count == 0) return new(null, null, clearAtStart);
        var (state, claim) = AzuriteState.Choose(folder);
        configuration.AddInMemoryCollection(asking.Select(key => KeyValuePair.Create(key, (string?)state.ConnectionString)));
        return new(state, claim, clearAtStart);
    }

    /// <summary>Makes sure that the ports are this host's own; to be called when no other host uses the folder any more.</summary>
    public void EnsureClaim()
    {
        if (State is null) return;
        claim ??= PortClaim.Try(State.FirstPort) ?? throw new HostStartException(
            $"Another host of this machine uses the storage emulator's port {State.FirstPort}. Wait until it has ended, or choose another folder with --data.");
    }
}
