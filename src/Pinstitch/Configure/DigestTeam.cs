namespace Pinstitch.Configure;

/// <summary>Who gets the weekly digest, and when.</summary>
/// <param name="Name">For the mail and for the record of what was sent; no two teams share <see cref="Id"/>.</param>
/// <param name="Recipients">Mail addresses.</param>
/// <param name="Day">Weekday on which it is sent.</param>
/// <param name="Hour">Hour of the day, 0 to 23, in the shop's time zone.</param>
public sealed record DigestTeam(string Name, IReadOnlyList<string> Recipients, DayOfWeek Day, int Hour)
{
    /// <summary>The name in letters that ids and paths take.</summary>
    public string Id => IdOf(Name);

    /// <summary>A team's id.</summary>
    public static string IdOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return string.Concat(name.ToLowerInvariant().Select(letter => char.IsAsciiLetterOrDigit(letter) ? letter : '-')).Trim('-');
    }
}
