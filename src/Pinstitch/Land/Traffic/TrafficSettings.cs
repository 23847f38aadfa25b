using System.Net;

namespace Pinstitch.Land.Traffic;

/// <summary>The part <c>traffic</c> of the measurement configuration.</summary>
public sealed record TrafficSettings
{
    /// <summary>Parts of user agents that are bots, besides those that everybody knows.</summary>
    public IReadOnlyList<string> Bots { get; init; } = [];

    /// <summary>Networks of the shop's own people, such as <c>203.0.113.0/24</c>.</summary>
    public IReadOnlyList<string> InternalNetworks { get; init; } = [];

    /// <summary>The shop's own people: <c>email:…</c> (or its SHA-256), <c>customer_id:…</c>, <c>anonymous_id:…</c>.</summary>
    public IReadOnlyList<string> Staff { get; init; } = [];

    /// <summary>Whether what comes by the browsers' door without a user agent is a bot.</summary>
    public bool BrowsersNameThemselves { get; init; } = true;

    /// <summary>What is wrong, in the words of the configuration file.</summary>
    public IEnumerable<string> Mistakes()
    {
        foreach (var bot in Bots.Where(bot => bot.Trim().Length < 3)) yield return $"traffic.bots: '{bot}' is too short; it would take half of the web for bots.";
        foreach (var network in InternalNetworks.Where(network => Network(network) is null))
            yield return $"traffic.internalNetworks: '{network}' is no address or network, such as 203.0.113.7 or 203.0.113.0/24.";
        foreach (var staff in Staff.Where(staff => StaffIdentifier.Parse(staff) is null))
            yield return $"traffic.staff: '{staff}' is no identifier; write type:value, such as email:anna@shop.example or customer_id:7001.";
    }

    /// <summary>The rules; call it only without mistakes.</summary>
    public TrafficRules Rules() => new(
        Bots,
        [.. InternalNetworks.Select(network => Network(network)!.Value)],
        [.. Staff.Select(staff => StaffIdentifier.Parse(staff)!)],
        BrowsersNameThemselves);

    private static IPNetwork? Network(string text)
    {
        if (IPNetwork.TryParse(text, out var network)) return network;
        return IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetwork ? 32 : 128) : null;
    }
}
