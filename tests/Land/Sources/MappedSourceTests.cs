using System.Text.Json;
using Pinstitch.Land.Sources.Mapped;
using static Pinstitch.Tests.Land.Sources.WebhookTests;

namespace Pinstitch.Tests.Land.Sources;

public sealed class MappedSourceTests
{
    private const string Orders = """
        {
          "name": "my-shop", "each": "orders",
          "maps": { "stages": { "Won": "customer" } },
          "rules": [
            { "when": { "type": ["order.paid", "order.changed"], "ghost": false },
              "event": { "event_id": "order_{id}_{at}", "event_name": "order", "event_time": "{at | utc}", "source": "shop", "order_id": "{id}", "value": "{totals.grand | cents}", "currency": "{currency | upper}",
                         "user.email": "{mail ?? customer.mail}", "lead.stage": "{stage | map:stages}", "test": "{sandbox}", "x_note": "{note}",
                         "contents": { "each": "lines", "id": "{sku}", "price": "{price}", "quantity": "{qty}" } } },
            { "when": { "refund": true }, "event": { "event_id": "refund_{refund.id}", "event_name": "refund", "event_time": "{refund.at | s}", "source": "shop", "order_id": "{id}", "value": "{refund.sum | abs}", "currency": "EUR" } }
          ]
        }
        """;

    [Fact]
    public void Records_become_events_by_the_rules_that_fit_them()
    {
        var source = new MappedSource(MappingReader.Read(Orders).Value);
        var items = Landed(source.Translate(Bytes("""
            {"orders":[
              {"type":"order.paid","id":1,"at":"2026-10-30 12:00:00","totals":{"grand":5990},"currency":"eur","customer":{"mail":"anna@muster.example"},"stage":"won","lines":[{"sku":"a","price":"59.90","qty":"1"}]},
              {"type":"order.changed","id":2,"at":"2026-10-30 12:00:00","totals":{"grand":100},"currency":"EUR","sandbox":true,"refund":{"id":7,"at":1793361600,"sum":"-1.00"}},
              {"type":"order.seen","id":3}]}
            """)));
        Assert.Equal([("order", "1", 5990L), ("order", "2", 100L), ("refund", "2", 100L)], items.Select(item => (item.Name, item.OrderId!, item.Value!.Value)));
        Assert.Equal(("customer", false, true), (items[0].Stage, items[0].IsTest, items[1].IsTest));
        Assert.Equal(1, items[0].Contents![0].Quantity);
    }

    [Fact]
    public void Every_mistake_of_a_mapping_is_named()
    {
        var fault = MappingReader.Read("""{"name":"My Shop","rulez":1,"signature":{"encoding":"rot13"},"rules":[{"event":{"event_id":"{id","user.mail":"{x}","value":"{v | euros}"}}]}""").Fault;
        Assert.NotNull(fault);
        string[] expected = ["'rulez'", "name must be", "header and secret", "signature.encoding", "not closed", "'user.mail'", "'euros'", "no event_name", "no event_time"];
        Assert.All(expected, part => Assert.Contains(part, fault.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void Salesforces_change_events_are_read_by_the_mapping_that_comes_along()
    {
        var mapping = MappingReader.Read(Repository.Read("config", "mappings", "salesforce.json")).Value;
        var body = """
            {"schema":"x","event":{"replayId":1},"payload":{"ChangeEventHeader":{"entityName":"Lead","recordIds":["00Q1"],"changeType":"CREATE","changedFields":[],"commitTimestamp":1793361600000,"transactionKey":"t-1","sequenceNumber":1},
             "Email":"anna@muster.example","Status":"Open","Name":{"FirstName":"Anna","LastName":"Muster"},"GCLID__c":"Cj0KCQabc"}}
            """;
        var items = Landed(new MappedSource(mapping).Translate(Bytes(body)));
        Assert.Equal([("lead", null), ("lead_stage", "Open")], items.Select(item => (item.Name, item.Stage)));
        Assert.Equal(["email", "first_name", "last_name"], items[0].Match!.Keys.Where(key => !key.Contains('@')));
        var won = Landed(new MappedSource(mapping).Translate(Bytes("""{"payload":{"ChangeEventHeader":{"entityName":"Opportunity","recordIds":["0061"],"changeType":"UPDATE","changedFields":["StageName"],"commitTimestamp":1793361600000,"transactionKey":"t-2","sequenceNumber":1},"StageName":"Closed Won","Amount":5000}}"""))).Single();
        Assert.Equal(("lead_stage", "Closed Won"), (won.Name, won.Stage));
        Assert.Contains("5000", won.Extra, StringComparison.Ordinal);
        Assert.Equal("custom:salesforce_gap", Landed(new MappedSource(mapping).Translate(Bytes("""{"payload":{"ChangeEventHeader":{"entityName":"Lead","recordIds":["00Q1"],"changeType":"GAP_UPDATE","commitTimestamp":1793361600000,"transactionKey":"t-3","sequenceNumber":1}}}"""))).Single().Name);
    }

    [Fact]
    public void A_row_of_a_table_is_a_record_too()
    {
        var mapping = MappingReader.Read("""{"name":"csv","rules":[{"event":{"event_id":"csv_{Order No.}","event_name":"order","event_time":"{Date | date}","source":"shop","order_id":"{Order No.}","value":"{Total (EUR)}","currency":"EUR"}}]}""").Value;
        var row = JsonSerializer.SerializeToElement(new Dictionary<string, string> { ["Order No."] = "77", ["Date"] = "2026-10-30", ["Total (EUR)"] = "12.50" });
        var item = Landed(new MappedSource(mapping).Events(row).ToList()).Single();
        Assert.Equal(("77", 1250L), (item.OrderId, item.Value));
    }
}
