using System.Collections.Frozen;
using System.Text;
using Pinstitch.Land.Matching;

namespace Pinstitch.Land.Traffic;

/// <summary>The shop's own people, as pseudonyms.</summary>
internal sealed class StaffIdentifiers(Pseudonyms pseudonyms, TrafficRules rules)
{
    private readonly FrozenSet<Identifier> known = rules.Staff.Select(staff => Make(pseudonyms, staff)).OfType<Identifier>().ToFrozenSet();

    public bool Any => known.Count > 0;

    public bool Contains(Identifier identifier) => known.Contains(identifier);

    public bool ContainsAny(Identifier[] identifiers)
    {
        if (known.Count == 0) return false;
        foreach (var identifier in identifiers)
        {
            if (known.Contains(identifier)) return true;
        }

        return false;
    }

    private static Identifier? Make(Pseudonyms pseudonyms, StaffIdentifier staff)
    {
        MatchField? field = staff.Type switch
        {
            IdentifierType.Email => MatchField.Email,
            IdentifierType.Phone => MatchField.Phone,
            _ => null,
        };
        var value = field is { } personal ? MatchRules.All[0].Hash(personal, staff.Value).Text : TextScrub.Id(staff.Value);
        return value is null ? null : pseudonyms.For(staff.Type, Encoding.UTF8.GetBytes(value));
    }
}
