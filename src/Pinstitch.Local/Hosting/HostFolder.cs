namespace Pinstitch.Local.Hosting;

/// <summary>Where the embedded host keeps things on this machine.</summary>
public sealed class HostFolder
{
    private HostFolder(string data, string tools)
    {
        Data = data;
        Tools = tools;
    }

    /// <summary>All that a host remembers between runs; <c>--fresh</c> clears it.</summary>
    public string Data { get; }

    /// <summary>What was installed once, such as Azurite; never cleared.</summary>
    public string Tools { get; }

    public string Azurite => Path.Combine(Data, "azurite");

    public string Hub => Path.Combine(Data, "hub");

    public string Mail => Path.Combine(Data, "mail");

    /// <summary>Copies for people to look at: the dashboard, the exported tables.</summary>
    public string Output => Path.Combine(Data, "output");

    /// <summary>What the synthetic shop's ad platforms remember.</summary>
    public string Lab => Path.Combine(Data, "lab");

    public string Keys => Path.Combine(Data, "keys.json");

    /// <summary>Held by the host that uses the folder.</summary>
    internal string LockFile => Path.Combine(Data, "host.lock");

    /// <summary>The number of that host's process.</summary>
    internal string ProcessFile => Path.Combine(Data, "host.pid");

    /// <param name="data">The folder asked for; <c>.pinstitch/data</c> in the repository, or else in the current folder, when null.</param>
    public static HostFolder Choose(string? data)
    {
        var home = Path.Combine(Repository() ?? Directory.GetCurrentDirectory(), ".pinstitch");
        var tools = Environment.GetEnvironmentVariable("PINSTITCH_TOOLS") ?? Path.Combine(home, "tools");
        return new(Path.GetFullPath(data ?? Path.Combine(home, "data")), Path.GetFullPath(tools));
    }

    /// <summary>Removes what earlier runs have left.</summary>
    public void Clear()
    {
        foreach (var folder in new[] { Azurite, Hub, Mail, Output, Lab }.Where(Directory.Exists)) Directory.Delete(folder, recursive: true);
        foreach (var file in Directory.Exists(Data) ? Directory.GetFiles(Data, "*.json") : []) File.Delete(file);
    }

    /// <summary>The checkout that this program was built in or is run from, if any.</summary>
    internal static string? Repository() => Ancestor(Directory.GetCurrentDirectory()) ?? Ancestor(AppContext.BaseDirectory);

    private static string? Ancestor(string from)
    {
        for (var folder = new DirectoryInfo(from); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "host.json")) && File.Exists(Path.Combine(folder.FullName, "Pipeline.sln")))
                return folder.FullName;
        }

        return null;
    }
}
