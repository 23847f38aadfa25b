using Microsoft.Extensions.DependencyInjection;
using Pinstitch.Azure.Storage;
using Pinstitch.Azure.Tabular;
using Pinstitch.Collect;
using Pinstitch.Configure;
using Pinstitch.Land;
using Pinstitch.Local.CommandLine;

namespace Pinstitch.Functions.Local;

/// <summary>What Pinstitch needs on a developer's machine: folders for mails and for tokens that platforms rotate.</summary>
internal sealed class PinstitchApp : LocalApp
{
    public override void Configure(LocalSetup setup)
    {
        setup.Configuration["Mail:Folder"] ??= setup.Folder.Mail;
        setup.Configuration["Secrets:File"] ??= Path.Combine(setup.Folder.Data, "tokens.json");
    }

    /// <summary>What is made when it is first needed is made now: a host that serves with a broken file would take events and land none.</summary>
    public override void Check(IServiceProvider services)
    {
        services.GetRequiredService<Measurement>();
        services.GetRequiredService<Pseudonyms>();
        services.GetRequiredService<RateTable>();
        services.GetRequiredService<MailRoom>();
        services.GetRequiredService<Lake>();
        services.GetRequiredService<ServingTables>();
    }

    public override string? Explain(Exception exception) => (exception as SettingsException)?.Message;
}
