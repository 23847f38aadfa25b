using System.Security.Cryptography;

namespace Pinstitch.Tests.EndToEnd;

/// <summary>
/// Notes the mails of a demo between its restarts. A mail that was sent twice has the same file name, but another date in
/// it, so its bytes change.
/// </summary>
internal sealed class MailWatch(string folder)
{
    private readonly Dictionary<string, string> seen = [];

    /// <summary>False when a mail that was there has changed since.</summary>
    public bool WereSentOnce { get; private set; } = true;

    public void Look()
    {
        var mails = Path.Combine(folder, "mail");
        if (!Directory.Exists(mails)) return;
        foreach (var file in Directory.EnumerateFiles(mails, "*.eml"))
        {
            var hash = Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)));
            if (!seen.TryAdd(file, hash) && seen[file] != hash) WereSentOnce = false;
        }
    }
}
