using System.CommandLine;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pinstitch.Local.Hosting;

namespace Pinstitch.Local.CommandLine;

/// <summary>What an app, or the verb that was asked for, may set before the host is built.</summary>
public sealed class LocalSetup
{
    internal LocalSetup(ParseResult parse, ConfigurationManager configuration, IServiceCollection services, HostFolder folder) =>
        (Parse, Configuration, Services, Folder) = (parse, configuration, services, folder);

    /// <summary>The parsed command line.</summary>
    public ParseResult Parse { get; }

    public ConfigurationManager Configuration { get; }

    /// <summary>Services registered here come before the app's own.</summary>
    public IServiceCollection Services { get; }

    public HostFolder Folder { get; }

    /// <summary>Clears the data folder before the host starts.</summary>
    public bool ClearAtStart { get; set; }
}
