using System.Net;
using System.Text;
using Pinstitch.Land.Contract;
using Pinstitch.Land.Traffic;

namespace Pinstitch.Land.Plain;

/// <summary>The visitor's address and browser of a plain event, and what traffic it is.</summary>
internal ref struct PlainClient
{
    private const int LongestAddress = 64;

    private const int LongestAgent = 1024;

    private ReadOnlySpan<byte> ip;
    private ReadOnlySpan<byte> agent;

    public bool Read(in PlainForm form)
    {
        if (!form.Has(ContractField.Client)) return true;
        return form.Text(ContractField.Ip, LongestAddress, out ip)
            && form.Text(ContractField.UserAgent, LongestAgent, out agent)
            && (ip.IsEmpty || IPAddress.IsValidUtf8(ip))
            && form.IsId(agent);
    }

    /// <summary>Why the event is no customer's; null when nothing speaks against it.</summary>
    public readonly string? Classify(TrafficRules rules)
    {
        if (ip.IsEmpty && agent.IsEmpty) return null;
        Span<char> text = stackalloc char[LongestAddress + LongestAgent];
        var address = Encoding.ASCII.GetChars(ip, text);
        var browser = Encoding.ASCII.GetChars(agent, text[address..]);
        return rules.Classify(text.Slice(address, browser), text[..address]);
    }

    public readonly void Write(LineBuffer line)
    {
        if (ip.IsEmpty && agent.IsEmpty) return;
        line.AddText(",\"client\":{\"ip\":\""u8, ip);
        line.AddText(ip.IsEmpty ? ",\"client\":{\"user_agent\":\""u8 : ",\"user_agent\":\""u8, agent);
        line.Add((byte)'}');
    }
}
