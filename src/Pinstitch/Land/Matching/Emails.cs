namespace Pinstitch.Land.Matching;

/// <summary>Mail addresses.</summary>
internal static class Emails
{
    /// <summary>Trimmed and lower case: what all platforms but Google take.</summary>
    public static NormalForm Plain(string text) => PersonalData.NormaliseEmail(text) is { } email ? NormalForm.Of(email) : NormalForm.Because("no_email");

    /// <summary>Without any white space; at Gmail also without dots and, on request, without a suffix.</summary>
    public static NormalForm Google(string text, bool dropSuffix)
    {
        var joined = string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));
        if (PersonalData.NormaliseEmail(joined) is not { } email) return NormalForm.Because("no_email");
        var at = email.IndexOf('@', StringComparison.Ordinal);
        if (email[at..] is not ("@gmail.com" or "@googlemail.com")) return NormalForm.Of(email);
        var local = email[..at].Replace(".", string.Empty, StringComparison.Ordinal);
        if (dropSuffix && local.IndexOf('+', StringComparison.Ordinal) is var plus and >= 0) local = local[..plus];
        return local.Length == 0 ? NormalForm.Because("no_email") : NormalForm.Of(local + email[at..]);
    }
}
