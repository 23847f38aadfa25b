using System.Text.Json;
using Pinstitch.Lab.Shop.Traffic;
using Pinstitch.Lab.Shop.Truth;

namespace Pinstitch.Tests.Lab;

/// <summary>The truth knows every identifier that a message carries, and whose it is.</summary>
[Collection(typeof(ShopCollection))]
public sealed class WhoIsWhoTests(ShopFixture shop)
{
    [Fact]
    public void Every_identifier_in_a_message_is_known_of_the_person_whom_the_message_is_about()
    {
        var seen = 0;
        foreach (var (story, messages) in shop.Lives.Take(3_000))
        {
            var known = KnownIdentifiers.Of(ShopFixture.Plan, story).ToHashSet();
            foreach (var hashed in known.Where(item => item.Type == "email").ToList()) known.Add(new("email_sha256", Ids.Sha256(hashed.Value)));
            foreach (var message in messages)
            {
                Assert.Equal(story.Person.Number, message.Person);
                foreach (var identifier in Identifiers(message))
                {
                    Assert.Contains(identifier, known);
                    seen++;
                }
            }
        }

        Assert.True(seen > 10_000);
    }

    [Fact]
    public void Households_share_a_device_and_nobody_shares_anything_else()
    {
        var owners = shop.Lives
            .SelectMany(life => KnownIdentifiers.Of(ShopFixture.Plan, life.Story).Select(known => (known, life.Story.Person.Number)))
            .GroupBy(pair => pair.known, pair => pair.Number)
            .Where(persons => persons.Distinct().Count() > 1)
            .ToList();
        Assert.NotEmpty(owners);
        Assert.All(owners, shared => Assert.Equal("anonymous_id", shared.Key.Type));
        Assert.All(owners, shared => Assert.Equal(2, shared.Distinct().Count()));
    }

    private static IEnumerable<KnownIdentifier> Identifiers(ShopMessage message)
    {
        using var document = JsonDocument.Parse(message.Body);
        var root = document.RootElement;
        if (root.TryGetProperty("user", out var user))
        {
            foreach (var field in user.EnumerateObject()) yield return new(field.Name, field.Value.GetString()!);
        }

        if (root.TryGetProperty("order_id", out var order)) yield return new("order_id", order.ToString());
        if (message.Entrance == Entrance.CrmWebhook)
        {
            yield return new("crm_id", root.GetProperty("contact_id").GetString()!);
            yield return new("email", root.GetProperty("email").GetString()!);
        }

        if (message.Entrance != Entrance.ShopWebhook || message.Topic == "refunds/create") yield break;
        yield return new("order_id", root.GetProperty("id").GetRawText());
        yield return new("email", root.GetProperty("email").GetString()!);
        yield return new("customer_id", root.GetProperty("customer").GetProperty("id").GetRawText());
        if (root.TryGetProperty("phone", out var phone)) yield return new("phone", phone.GetString()!);
    }
}
