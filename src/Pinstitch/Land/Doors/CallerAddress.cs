using System.Net;
using System.Net.Sockets;

namespace Pinstitch.Land.Doors;

/// <summary>The address of the visitor behind proxies.</summary>
public static class CallerAddress
{
    /// <summary>The first public address of <c>X-Forwarded-For</c>, or that of the connection; null when neither is one.</summary>
    public static string? Find(string? forwardedFor, IPAddress? connection)
    {
        foreach (var part in (forwardedFor ?? string.Empty).Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (Parse(part) is { } address && IsPublic(address)) return address.ToString();
        }

        return connection is null ? null : Plain(connection).ToString();
    }

    private static IPAddress? Parse(string text)
    {
        if (IPAddress.TryParse(text, out var address)) return Plain(address);
        // Azure's front end adds the port: 203.0.113.9:50123.
        return IPEndPoint.TryParse(text, out var end) ? Plain(end.Address) : null;
    }

    private static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;

    private static bool IsPublic(IPAddress address)
    {
        if (IPAddress.IsLoopback(address)) return false;
        if (address.AddressFamily == AddressFamily.InterNetworkV6) return !address.IsIPv6LinkLocal && !address.IsIPv6UniqueLocal && !address.Equals(IPAddress.IPv6None);
        var bytes = address.GetAddressBytes();
        return bytes[0] is not (0 or 10 or 127)
            && (bytes[0], bytes[1]) is not ((192, 168) or (169, 254))
            && !(bytes[0] == 172 && bytes[1] is >= 16 and <= 31)
            && !(bytes[0] == 100 && bytes[1] is >= 64 and <= 127);
    }
}
