namespace Pinstitch.Local.CommandLine;

/// <summary>What an app needs on a developer's machine besides its settings. The host finds the one of the app's assembly.</summary>
public abstract class LocalApp
{
    public abstract void Configure(LocalSetup setup);
}
