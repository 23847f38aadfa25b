namespace Pinstitch.Land.Matching;

/// <summary>Tells values that are hashes already from those that are not.</summary>
internal static class HashForm
{
    /// <summary>A hash in the form that platforms take, or why it cannot be used; null when the value looks like no hash.</summary>
    public static NormalForm? Read(string value)
    {
        var text = PersonalData.Strip(value);
        if (text.Length is not (32 or 40 or 64) || !text.All(char.IsAsciiHexDigit)) return null;
        return text.Length switch
        {
            32 => NormalForm.Because("md5_not_taken"),
            40 => NormalForm.Because("sha1_not_taken"),
            _ => Sha256(text),
        };
    }

    /// <summary>A value that was sent as a SHA-256.</summary>
    public static NormalForm Demand(string value)
    {
        var text = PersonalData.Strip(value);
        if (text.Length == 64 && text.All(char.IsAsciiHexDigit)) return Sha256(text);
        return Read(text) ?? NormalForm.Because("no_sha256");
    }

    private static NormalForm Sha256(string text)
    {
        var lower = text.ToLowerInvariant();
        return Placeholders.IsHashOfPlaceholder(lower) ? NormalForm.Because("hash_of_placeholder") : NormalForm.Of(lower);
    }
}
