using Microsoft.Extensions.Configuration;
using Pinstitch.Local.Hosting;

namespace Pinstitch.Local.Storage;

/// <summary>
/// Which Azurite this host uses, if any: decided before anything connects, because every setting that says
/// <c>UseDevelopmentStorage=true</c> is then replaced by a connection string with the ports in it.
/// </summary>
public sealed class AzuriteChoice
{
    private const string Development = "UseDevelopmentStorage=true";

    private AzuriteChoice(AzuriteState? state) => State = state;

    /// <summary>Set by a verb that starts from nothing: clears the data folder before the host starts.</summary>
    public bool ClearAtStart { get; set; }

    internal AzuriteState? State { get; }

    internal static AzuriteChoice Make(ConfigurationManager configuration, HostFolder folder)
    {
        var asking = configuration.AsEnumerable()
            .Where(setting => Development.Equals(setting.Value?.TrimEnd(';'), StringComparison.OrdinalIgnoreCase))
            .Select(setting => setting.Key)
            .ToList();
        if (asking.Count == 0) return new(null);
        var state = AzuriteState.Choose(folder);
        configuration.AddInMemoryCollection(asking.Select(key => KeyValuePair.Create(key, (string?)state.ConnectionString)));
        return new(state);
    }
}
