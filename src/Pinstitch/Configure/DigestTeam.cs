namespace Pinstitch.Configure;

/// <summary>Who gets the weekly digest, and when.</summary>
/// <param name="Name">For the mail's greeting and for the record of what was sent.</param>
/// <param name="Recipients">Mail addresses.</param>
/// <param name="Day">Weekday on which it is sent.</param>
/// <param name="Hour">Hour of the day, 0 to 23, in the shop's time zone.</param>
public sealed record DigestTeam(string Name, IReadOnlyList<string> Recipients, DayOfWeek Day, int Hour);
