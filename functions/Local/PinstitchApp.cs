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
}
