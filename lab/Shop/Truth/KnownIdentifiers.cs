using System.Globalization;
using Pinstitch.Lab.Shop.Life;
using Pinstitch.Lab.Shop.Traffic;

namespace Pinstitch.Lab.Shop.Truth;

/// <summary>Who is who: all identifiers under which a person can be seen, whether or not a message carries them.</summary>
public static class KnownIdentifiers
{
    public static IEnumerable<KnownIdentifier> Of(ShopPlan plan, LifeStory story)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(story);
        var person = story.Person;
        yield return new("email", person.Email);
        yield return new("customer_id", Ids.Customer(person.Number, second: false));
        if (person.OtherEmail is { } other)
        {
            yield return new("email", other);
            yield return new("customer_id", Ids.Customer(person.Number, second: true));
        }

        yield return new("phone", person.Phone);
        if (story.Lead is not null) yield return new("crm_id", Ids.Contact(person.Number));
        foreach (var order in story.Orders) yield return new("order_id", order.Id.ToString(CultureInfo.InvariantCulture));
        var jar = new CookieJar(plan.Seed, person);
        foreach (var cookie in story.Visits.Select(jar.At).Distinct()) yield return new("anonymous_id", cookie);
    }
}
