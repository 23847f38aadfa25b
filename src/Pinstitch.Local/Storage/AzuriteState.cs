using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using System.Text.Json.Serialization;
using Pinstitch.Local.Hosting;

namespace Pinstitch.Local.Storage;

/// <summary>An Azurite of this data folder: its process and the first of its three ports (blob, queue, table).</summary>
/// <param name="ProcessId">0 when none runs yet.</param>
/// <param name="FirstPort">The blob port; queue and table follow.</param>
internal sealed record AzuriteState(int ProcessId, int FirstPort)
{
    private const int UsualPort = 10000;
    private const int Step = 10;

    /// <summary>The account that every Azurite knows; its key is public (Azurite's README), so it protects nothing.</summary>
    private const string Account = "devstoreaccount1";

    private const string Key = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    [JsonIgnore]
    public string ConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={Key};" +
        $"BlobEndpoint=http://127.0.0.1:{FirstPort}/{Account};" +
        $"QueueEndpoint=http://127.0.0.1:{FirstPort + 1}/{Account};" +
        $"TableEndpoint=http://127.0.0.1:{FirstPort + 2}/{Account};";

    /// <summary>Name and key, as Azurite's own setting has them.</summary>
    public static string WellKnownAccount => $"{Account}:{Key}";

    /// <summary>Whether its process is there, listening or not.</summary>
    [JsonIgnore]
    public bool Lives => ProcessId > 0 && ProcessLives(ProcessId);

    [JsonIgnore]
    public bool IsRunning => Lives && Listens(FirstPort) && Listens(FirstPort + 2);

    /// <summary>
    /// The Azurite that this folder's last host left running, or free ports for a new one. The claim is null while a host
    /// that was just killed is still going down.
    /// </summary>
    public static (AzuriteState State, PortClaim? Claim) Choose(HostFolder folder)
    {
        if (Load(folder) is { } left)
        {
            if (left.IsRunning) return (left, PortClaim.Try(left.FirstPort));
            if (Claim(left.FirstPort) is { } same) return (left, same);
        }

        for (var port = UsualPort; ; port += Step)
        {
            if (Claim(port) is { } claim) return (new(0, port), claim);
        }
    }

    public void Save(HostFolder folder) => AtomicFile.Write(PathIn(folder), JsonSerializer.Serialize(this));

    /// <summary>The one that the folder's last host started, running or not; null when there was none.</summary>
    public static AzuriteState? Load(HostFolder folder)
    {
        try
        {
            return JsonSerializer.Deserialize<AzuriteState>(File.ReadAllText(PathIn(folder)));
        }
        catch (Exception e) when (e is IOException or JsonException)
        {
            return null;
        }
    }

    private static string PathIn(HostFolder folder) => Path.Combine(folder.Data, "azurite.json");

    private static PortClaim? Claim(int firstPort)
    {
        if (PortClaim.Try(firstPort) is not { } claim) return null;
        if (Free(firstPort)) return claim;
        claim.Dispose();
        return null;
    }

    private static bool Free(int firstPort) => !Listens(firstPort) && !Listens(firstPort + 1) && !Listens(firstPort + 2);

    private static bool Listens(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    internal static bool ProcessLives(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited && !IsZombie(id);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Ended, but in a container without an init process nobody takes notice of that.</summary>
    private static bool IsZombie(int id)
    {
        try
        {
            if (!OperatingSystem.IsLinux()) return false;
            // "pid (name) state ..."; the name may hold spaces and brackets.
            var stat = File.ReadAllText($"/proc/{id}/stat");
            return stat[stat.LastIndexOf(')') + 2] == 'Z';
        }
        catch (IOException)
        {
            return true;
        }
    }
}
