using System.Text;
using Pinstitch.Land.Sources;
using Pinstitch.Land.Sources.Mapped;

namespace Pinstitch.Tests.Bugs;

/// <summary>
/// Bodies that are not what the webhook's sender sends were answered as if their events were safe: nothing in them was
/// understood, so there were none. And JSON that is only nested too deeply was called no JSON.
/// </summary>
public sealed class Foreign_bodies_were_taken_in_silence
{
    [Theory]
    [InlineData("{}")]
    [InlineData("[1,2]")]
    public void Of_HubSpot(string body) =>
        Assert.Equal("HubSpot sends changes, each with its subscriptionType; something here has none.", HubSpotWebhook.Translate(Bytes(body)).Fault?.Text);

    [Fact]
    public void One_among_HubSpots_changes_is_rejected_and_takes_none_with_it()
    {
        var events = HubSpotWebhook.Translate(Bytes("""[{"subscriptionType":"contact.creation","objectId":1,"occurredAt":1764000000000},{"id":{}}]""")).Value;
        Assert.Equal(2, events.Count);
        Assert.Equal("lead", Land.TestReader.Make().Read(events[0]).Event?.Name);
        Assert.NotEmpty(Land.TestReader.Make().Read(events[1]).Violations);
    }

    [Fact]
    public void Of_Shopify_without_its_topic() =>
        Assert.Equal("The header X-Shopify-Topic is missing: it says what the body is.", ShopifyWebhook.Translate(string.Empty, Bytes("""{"id":1}""")).Fault?.Text);

    [Fact]
    public void Of_a_mapping()
    {
        var mapping = MappingReader.Read(Repository.Read("config", "mappings", "salesforce.json")).Value;
        Assert.Equal("No record in the list is an object.", new MappedSource(mapping).Translate(Bytes("[1,2]")).Fault?.Text);
    }

    [Fact]
    public void One_among_a_mappings_records_is_rejected_and_takes_none_with_it()
    {
        var mapping = MappingReader.Read("""{"name":"till","rules":[{"event":{"event_id":"{id}","event_name":"lead","event_time":"{at}","source":"server","user.customer_id":"{customer}"}}]}""").Value;
        var events = new MappedSource(mapping).Translate(Bytes("""[7,{"id":"e1","at":"2025-11-20T10:00:00Z","customer":"c1"},"anna@shop.example"]""")).Value;
        Assert.Equal(3, events.Count);
        Assert.All([events[0], events[2]], odd => Assert.NotEmpty(Land.TestReader.Make().Read(odd).Violations));
        Assert.Equal("e1", Land.TestReader.Make().Read(events[1]).Event?.EventId);
        Assert.DoesNotContain("anna@shop.example", Encoding.UTF8.GetString(events[2].Span), StringComparison.Ordinal);
    }

    [Fact]
    public void Depth_is_named()
    {
        var deep = Bytes(string.Concat(Enumerable.Repeat("""{"a":""", 70)) + "1" + new string('}', 70));
        Assert.Contains("nested deeper than 64 levels", ShopifyWebhook.Translate("orders/create", deep).Fault!.Text, StringComparison.Ordinal);
        Assert.Contains("nested deeper than 64 levels", Pinstitch.Land.Doors.DoorBody.Split(deep, null).Fault!.Text, StringComparison.Ordinal);
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
