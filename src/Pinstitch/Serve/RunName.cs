using System.Security.Cryptography;
using System.Text;
using Pinstitch.Land;

namespace Pinstitch.Serve;

/// <summary>What a run is made from, and the id that follows from it: the same inputs have the same id for ever.</summary>
/// <param name="Night">Last day that the run covers.</param>
/// <param name="CodeVersion">Version of the code.</param>
/// <param name="ConfigHash">Hash of the measurement configuration.</param>
/// <param name="EventsHash">Hash of the set of events.</param>
/// <param name="ReportsHash">Hash of the set of published reports.</param>
public sealed record RunName(DateOnly Night, string CodeVersion, string ConfigHash, string EventsHash, string ReportsHash)
{
    /// <summary>20 hex digits of the SHA-256 over all of it.</summary>
    public string Id
    {
        get
        {
            var text = $"{Night:yyyy-MM-dd}|{CodeVersion}|{ConfigHash}|{EventsHash}|{ReportsHash}";
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..20];
        }
    }

    /// <summary>The hash of a set of texts, in whatever order.</summary>
    public static string HashOf(IEnumerable<string> members)
    {
        ArgumentNullException.ThrowIfNull(members);
        return members.Aggregate(ContentHash.Empty, (sum, member) => sum + ContentHash.Of(Encoding.UTF8.GetBytes(member))).ToString();
    }
}
