using Pinstitch.Land;
using Pinstitch.Land.Sources.Mapped;
using static Pinstitch.Tests.Land.Sources.WebhookTests;

namespace Pinstitch.Tests.Land.Sources;

/// <summary>Change Data Capture as Salesforce publishes it, through the mapping that comes along.</summary>
public sealed class SalesforceChangeTests
{
    /// <summary>A new lead from a form, as a subscriber of the Streaming API gets it: compound fields, nulls, custom fields.</summary>
    private const string Created = """
        {"schema":"IeRuaY6cbI_HsV8Rv1Mc5g","payload":{"ChangeEventHeader":{"entityName":"Lead","recordIds":["00Q5g00000A1b2CEAR"],"changeType":"CREATE","changeOrigin":"com/salesforce/api/rest/61.0;client=SfdcInternalAPI/","transactionKey":"0002343d-9d90-e395-ed20-cf416ba652ad","sequenceNumber":1,"commitTimestamp":1793361600123,"commitNumber":10585193272713,"commitUser":"0055g000003XyZAAA0","nulledFields":[],"diffFields":[],"changedFields":[]},
         "Name":{"Salutation":"Ms.","FirstName":"Anna","LastName":"Muster"},"Title":null,"Company":"Muster & Töchter","Address":{"Street":"Domplatz 1","City":"Köln","State":null,"PostalCode":"50667","Country":"Germany"},"Phone":"0221 1234567","MobilePhone":null,"Fax":null,"Email":"Anna@Muster.example","Website":null,"Description":"wants\tan offer\r\nby Friday","LeadSource":"Web","Status":"Open - Not Contacted","Industry":null,"Rating":null,"AnnualRevenue":null,"NumberOfEmployees":12,"OwnerId":"0055g000003XyZAAA0","HasOptedOutOfEmail":false,"IsConverted":false,"ConvertedDate":null,"CreatedDate":"2026-10-30T12:00:00.000Z","CreatedById":"0055g000003XyZAAA0","LastModifiedDate":"2026-10-30T12:00:00.000Z","GCLID__c":"Cj0KCQiA7aFORM","EPIK__c":null},"event":{"replayId":6120}}
        """;

    /// <summary>One transaction that moved two leads, as the Pub/Sub API gives it: kinds of values named, fields as bitmaps, all that did not change null.</summary>
    private const string Moved = """
        {"payload":{"ChangeEventHeader":{"entityName":"Lead","recordIds":["00Q5g00000A1b2CEAR","00Q5g00000A1b2DEAR"],"changeType":"UPDATE","changeOrigin":"","transactionKey":"0002343d-aaaa-e395-ed20-cf416ba652ad","sequenceNumber":3,"commitTimestamp":1793361700000,"commitNumber":10585193272714,"commitUser":"0055g000003XyZAAA0","nulledFields":["0x02"],"diffFields":[],"changedFields":["0x410000","4-0x08"]},
         "Name":null,"Phone":null,"Email":null,"Status":{"string":"Working - Contacted"},"LastModifiedDate":{"long":1793361700000},"GCLID__c":null},"event":{"replayId":6121}}
        """;

    private static readonly MappedSource Salesforce = new(MappingReader.Read(Repository.Read("config", "mappings", "salesforce.json")).Value);

    [Fact]
    public void A_new_lead_comes_with_its_person_and_its_click()
    {
        var items = Landed(Salesforce.Translate(Bytes(Created)));
        Assert.Equal([("lead", null), ("lead_stage", "Open - Not Contacted")], items.Select(item => (item.Name, item.Stage)));
        Assert.Equal([IdentifierType.Email, IdentifierType.Phone, IdentifierType.CrmId, IdentifierType.Gclid], items[0].Identifiers.Select(identifier => identifier.Type));
        Assert.Equal(DateTimeOffset.FromUnixTimeMilliseconds(1_793_361_600_123), items[0].Time);
        Assert.Equal(["city", "country", "email", "first_name", "last_name", "phone", "postal_code"], items[0].Match!.Keys.Where(key => !key.Contains('@')));
        Assert.Equal(2, items.Select(item => item.EventId).Distinct().Count());
    }

    [Fact]
    public void One_change_of_several_records_is_an_event_of_each()
    {
        var items = Landed(Salesforce.Translate(Bytes(Moved)));
        Assert.Equal([("lead_stage", "Working - Contacted"), ("lead_stage", "Working - Contacted")], items.Select(item => (item.Name, item.Stage)));
        Assert.NotEqual(items[0].Identifiers.Single(), items[1].Identifiers.Single());
        Assert.Equal(Landed(Salesforce.Translate(Bytes(Created)))[0].Identifiers.Single(identifier => identifier.Type == IdentifierType.CrmId), items[0].Identifiers.Single());
        Assert.Equal(items.Select(item => item.EventId), Landed(Salesforce.Translate(Bytes(Moved))).Select(item => item.EventId));
    }

    [Fact]
    public void An_opportunity_is_its_leads_person_once_the_lead_is_converted()
    {
        var converted = Landed(Salesforce.Translate(Bytes("""{"payload":{"ChangeEventHeader":{"entityName":"Lead","recordIds":["00Q5g00000A1b2CEAR"],"changeType":"UPDATE","transactionKey":"t-9","sequenceNumber":2,"commitTimestamp":1793361800000,"changedFields":["IsConverted","ConvertedOpportunityId"]},"IsConverted":true,"ConvertedDate":"2026-10-30","ConvertedAccountId":"0015g00000XyZ12AAF","ConvertedContactId":"0035g00000XyZ12AAF","ConvertedOpportunityId":"0065g00000XyZ12AAF"}}"""))).Single();
        var won = Landed(Salesforce.Translate(Bytes("""{"payload":{"ChangeEventHeader":{"entityName":"Opportunity","recordIds":["0065g00000XyZ12AAF"],"changeType":"UPDATE","transactionKey":"t-10","sequenceNumber":1,"commitTimestamp":1793361900000,"changedFields":["StageName","Amount"]},"StageName":"Closed Won","Amount":5000.0,"CloseDate":"2026-10-30","IsWon":true,"IsClosed":true,"CurrencyIsoCode":"EUR"}}"""))).Single();
        Assert.Equal("custom:lead_conversion", converted.Name);
        Assert.Contains(won.Identifiers, identifier => converted.Identifiers.Contains(identifier));
        Assert.Equal("Closed Won", won.Stage);
    }

    [Theory]
    [InlineData("GAP_UPDATE", "[\"00Q5g00000A1b2CEAR\"]")]
    [InlineData("GAP_OVERFLOW", "[]")]
    public void What_Salesforce_could_not_tell_is_kept_so_that_it_is_seen(string change, string records)
    {
        var gap = Landed(Salesforce.Translate(Bytes("""{"payload":{"ChangeEventHeader":{"entityName":"Lead","recordIds":RECORDS,"changeType":"KIND","transactionKey":"t-3","sequenceNumber":1,"commitTimestamp":1793361600000}}}""".Replace("RECORDS", records, StringComparison.Ordinal).Replace("KIND", change, StringComparison.Ordinal)))).Single();
        Assert.Equal("custom:salesforce_gap", gap.Name);
        Assert.Contains(change, gap.Extra, StringComparison.Ordinal);
    }

    [Fact]
    public void Changes_that_say_nothing_of_a_person_or_a_stage_are_no_events()
    {
        Assert.Empty(Salesforce.Translate(Bytes("""{"payload":{"ChangeEventHeader":{"entityName":"Lead","recordIds":["00Q1"],"changeType":"UPDATE","transactionKey":"t-4","sequenceNumber":1,"commitTimestamp":1793361600000,"changedFields":["Description"]},"Description":"x"}}""")).Value);
        Assert.Empty(Salesforce.Translate(Bytes("""{"payload":{"ChangeEventHeader":{"entityName":"Task","recordIds":["00T1"],"changeType":"CREATE","transactionKey":"t-5","sequenceNumber":1,"commitTimestamp":1793361600000},"Status":"Open"}}""")).Value);
    }
}
