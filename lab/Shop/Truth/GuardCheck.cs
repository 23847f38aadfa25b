namespace Pinstitch.Lab.Shop.Truth;

/// <summary>What a guard rail was worth: pairs of identifiers that it kept from being linked, held against who really used them.</summary>
/// <param name="Guard">Its name.</param>
/// <param name="Right">Pairs that would have joined strangers: one of the two was used by somebody else as well.</param>
/// <param name="Wrong">Pairs of which one person alone used both: what the guard rail has cost.</param>
public sealed record GuardCheck(string Guard, long Right, long Wrong)
{
    /// <param name="held">Held pairs with their guard rails.</param>
    /// <param name="users">Who used each identifier.</param>
    /// <returns>By name of the guard rail; pairs that nobody real is known to have used are left out.</returns>
    public static IReadOnlyList<GuardCheck> Of(IEnumerable<(string Guard, string A, string B)> held, IReadOnlyDictionary<string, IReadOnlySet<long>> users)
    {
        ArgumentNullException.ThrowIfNull(held);
        ArgumentNullException.ThrowIfNull(users);
        bool? IsRight(string a, string b) => users.TryGetValue(a, out var one) && users.TryGetValue(b, out var two) ? one.Concat(two).Distinct().Count() > 1 : null;
        return [.. held
            .Select(pair => (pair.Guard, Right: IsRight(pair.A, pair.B)))
            .Where(pair => pair.Right is not null)
            .GroupBy(pair => pair.Guard, StringComparer.Ordinal)
            .Select(group => new GuardCheck(group.Key, group.LongCount(pair => pair.Right == true), group.LongCount(pair => pair.Right == false)))
            .OrderBy(check => check.Guard, StringComparer.Ordinal)];
    }
}
