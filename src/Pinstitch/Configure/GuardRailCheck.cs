using Pinstitch.Land;
using Pinstitch.Stitch;

namespace Pinstitch.Configure;

/// <summary>Checks the configuration's <c>identity</c> section.</summary>
internal static class GuardRailCheck
{
    public static IEnumerable<string> Mistakes(GuardRails guards)
    {
        if (guards.MostIdentifiers < 2) yield return "identity.mostIdentifiers must be at least 2.";
        if (guards.MostNeighbours is < 2 or > 60_000) yield return "identity.mostNeighbours must be 2 to 60000.";
        if (guards.MostEmails is < 1 or > 250) yield return "identity.mostEmails must be 1 to 250.";
        if (guards.MostPhones is < 1 or > 250) yield return "identity.mostPhones must be 1 to 250.";
        if (guards.OwnerHours is < 0 or > 8760) yield return "identity.ownerHours must be 0 to 8760.";
        if (guards.TimesUsual < 2) yield return "identity.timesUsual must be at least 2.";
        foreach (var name in guards.Unique.Where(name => IdentifierTypes.Find(name) is not { } type || !type.IsStrong()))
            yield return $"identity.unique has '{name}', which is none of customer_id, email, phone, crm_id and order_id: people have many browsers, devices and clicks.";
        foreach (var mistake in Names("blocked", guards.Blocked.Select(name => new[] { name }), 1, 1)) yield return mistake;
        foreach (var mistake in Names("staff", guards.Staff.Select(name => new[] { name }), 1, 1)) yield return mistake;
        foreach (var mistake in Names("exclude", guards.Exclude, 1, 2)) yield return mistake;
        foreach (var mistake in Names("include", guards.Include, 2, 2)) yield return mistake;
    }

    private static IEnumerable<string> Names(string list, IEnumerable<IReadOnlyList<string>> rules, int least, int most)
    {
        foreach (var (rule, index) in rules.Select((rule, index) => (rule, index)))
        {
            var where = $"identity.{list}[{index}]";
            if (rule.Count < least || rule.Count > most) yield return $"{where} needs {(least == most ? least : $"{least} to {most}")} identifier(s).";
            foreach (var mistake in rule.Select(NamedIdentifier.Mistake).OfType<string>()) yield return $"{where}: {mistake}";
        }
    }
}
