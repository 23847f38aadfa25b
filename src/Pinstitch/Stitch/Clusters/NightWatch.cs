using System.Globalization;

namespace Pinstitch.Stitch.Clusters;

/// <summary>
/// Stops a night that merges far more persons, or makes a far larger one, than nights usually do: most often a sender has begun to fill an identifier
/// with one value for all. Such a night is not kept, and nothing is published from it, until somebody has looked.
/// </summary>
public static class NightWatch
{
    /// <summary>How many nights are remembered.</summary>
    public const int Nights = 28;

    private const int FewestNights = 7;
    private const int FewestEnded = 100;
    private const int SmallestLarge = 50;

    /// <param name="before">The nights before, oldest first.</param>
    /// <param name="tonight">The night.</param>
    /// <param name="night">Its date.</param>
    /// <param name="guards">How many times the usual is too much, and which nights are accepted all the same.</param>
    /// <returns>What is wrong and what to do; null for a usual night. The first seven nights are taken as they are.</returns>
    public static string? Mistake(IReadOnlyList<NightSize> before, NightSize tonight, DateOnly night, GuardRails guards)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(guards);
        if (before.Count < FewestNights || guards.Accepted.Contains(night)) return null;
        var (ended, largest) = (Median(before.Select(size => size.Ended)), Median(before.Select(size => size.Largest)));
        var what = tonight.Ended > Math.Max(FewestEnded, guards.TimesUsual * ended) ? Text($"would merge {tonight.Ended:N0} persons into others, where {ended:N0} are usual")
            : tonight.Largest > Math.Max(SmallestLarge, guards.TimesUsual * largest) ? Text($"would make a person of {tonight.Largest:N0} identifiers, where {largest:N0} are usual")
            : null;
        return what is null ? null : Text(
            $"The night {night:yyyy-MM-dd} {what}. It is not kept and nothing is published. Look for an identifier that a sender fills with one value for all and put it under identity.blocked; if it is right, put \"{night:yyyy-MM-dd}\" under identity.accepted. Then run the night again.");
    }

    private static int Median(IEnumerable<int> values)
    {
        var sorted = values.Order().ToList();
        return sorted[sorted.Count / 2];
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
