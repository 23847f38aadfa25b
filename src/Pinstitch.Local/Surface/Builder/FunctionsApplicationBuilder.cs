using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pinstitch.Local.CommandLine;
using Pinstitch.Local.Hosting;

namespace Pinstitch.Local;

/// <summary>Builds the app: configuration, services, and at the end the host.</summary>
public class FunctionsApplicationBuilder
{
    private readonly WebApplicationBuilder web;
    private readonly Invocation invocation;

    /// <param name="args">The command line.</param>
    /// <param name="functions">Where the functions are; the program itself when null.</param>
    /// <param name="settings">Settings that go before those of files and environment.</param>
    internal FunctionsApplicationBuilder(string[] args, Assembly? functions = null, IReadOnlyDictionary<string, string?>? settings = null)
    {
        invocation = Invocation.Parse(args, functions ?? Assembly.GetEntryAssembly()!);
        web = WebApplication.CreateSlimBuilder(new WebApplicationOptions
        {
            ApplicationName = invocation.Functions.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        LocalHostSetup.Configure(web, invocation, settings);
    }

    public ConfigurationManager Configuration => web.Configuration;

    public IHostEnvironment Environment => web.Environment;

    public ILoggingBuilder Logging => web.Logging;

    public IServiceCollection Services => web.Services;

    public IHost Build() => LocalHostSetup.Build(web, invocation);
}
