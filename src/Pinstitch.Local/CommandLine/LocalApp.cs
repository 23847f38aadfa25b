namespace Pinstitch.Local.CommandLine;

/// <summary>What an app needs on a developer's machine besides its settings. The host finds the one of the app's assembly.</summary>
public abstract class LocalApp
{
    public abstract void Configure(LocalSetup setup);

    /// <summary>Looks at the settings before the host serves; throws what is wrong.</summary>
    public virtual void Check(IServiceProvider services)
    {
    }

    /// <summary>What the user is told of an exception that is no fault of the program's; null for one that is.</summary>
    public virtual string? Explain(Exception exception) => null;
}
