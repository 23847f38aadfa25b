using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Pinstitch.Functions.Land;
using Pinstitch.Land;
using static Pinstitch.Tests.Land.Sources.WebhookTests;

namespace Pinstitch.Tests.Land.Sources;

public sealed class HubSpotObjectsTests
{
    private const string Body = """
        [{"eventId":100,"subscriptionId":1,"portalId":2,"appId":3,"occurredAt":1793361000000,"subscriptionType":"deal.propertyChange","attemptNumber":0,"objectId":9,"propertyName":"dealstage","propertyValue":"closedwon","changeSource":"CRM_UI"},
         {"eventId":101,"occurredAt":1793361001000,"subscriptionType":"contact.creation","objectId":123,"changeFlag":"NEW"}]
        """;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_deal_is_tied_to_the_person_of_its_contact()
    {
        var items = Landed(await new HubSpotCrm().Objects().TranslateAsync(Bytes(Body), Stop));
        Assert.Equal(["lead_stage", "lead", "custom:deal_contact", "custom:contact_change"], items.Select(item => item.Name));
        var (deal, tie, contact) = (items[0], items[2], items[3]);
        Assert.Contains(deal.Identifiers[0], tie.Identifiers);
        Assert.Equal(IdentifierType.Email, tie.Identifiers[0].Type);
        Assert.Equal(tie.Identifiers[0], contact.Identifiers[0]);
        Assert.Equal(items.Select(item => item.EventId), Landed(await new HubSpotCrm().Objects().TranslateAsync(Bytes(Body), Stop)).Select(item => item.EventId));
    }

    [Fact]
    public async Task Without_a_token_nothing_is_asked()
    {
        var crm = new HubSpotCrm();
        Assert.Equal(2, (await crm.Objects(token: null).TranslateAsync(Bytes(Body), Stop)).Value.Count);
        Assert.Equal(0, crm.Asked);
    }

    [Fact]
    public async Task A_contact_that_is_gone_is_left_out()
    {
        var crm = new HubSpotCrm();
        crm.Contacts.Clear();
        Assert.Equal(2, (await crm.Objects().TranslateAsync(Bytes(Body), Stop)).Value.Count);
    }

    [Theory]
    [InlineData(HttpStatusCode.TooManyRequests)]
    [InlineData(HttpStatusCode.BadGateway)]
    public async Task When_HubSpot_does_not_answer_the_webhook_must_come_again(HttpStatusCode status) =>
        Assert.Equal(FaultKind.Transient, (await new HubSpotCrm { Fault = status }.Objects().TranslateAsync(Bytes(Body), Stop)).Fault!.Kind);

    [Fact]
    public async Task A_token_that_is_refused_loses_nothing_of_the_webhook() =>
        Assert.Equal(2, (await new HubSpotCrm().Objects(token: "wrong").TranslateAsync(Bytes(Body), Stop)).Value.Count);

    /// <summary>HubSpot's API of contacts and associations, with a state that tests change.</summary>
    private sealed class HubSpotCrm : HttpMessageHandler
    {
        public Dictionary<string, string> Contacts { get; } = new() { ["123"] = """{"email":"anna@muster.example","phone":null,"firstname":"Anna","city":"","hs_google_click_id":"Cj0K"}""" };

        public HttpStatusCode? Fault { get; init; }

        public int Asked { get; private set; }

        public HubSpotObjects Objects(string? token = "pat-1") => new(new HttpClient(this), token, new("https://hubspot.example/"), NullLogger<HubSpotObjects>.Instance);

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked++;
            var path = request.RequestUri!.AbsolutePath;
            if (request.Headers.Authorization?.Parameter != "pat-1") return Task.FromResult(new HttpResponseMessage(HttpStatusCode.Unauthorized));
            if (Fault is { } status) return Task.FromResult(new HttpResponseMessage(status));
            var answer = path == "/crm/v4/objects/deals/9/associations/contacts"
                ? """{"results":[{"toObjectId":123,"associationTypes":[{"category":"HUBSPOT_DEFINED","typeId":3,"label":null}]}]}"""
                : Contacts.TryGetValue(path.Split('/')[^1], out var contact) ? $$"""{"id":"{{path.Split('/')[^1]}}","properties":{{contact}},"createdAt":"2026-01-01T00:00:00Z","archived":false}""" : null;
            return Task.FromResult(answer is null ? new HttpResponseMessage(HttpStatusCode.NotFound) : new(HttpStatusCode.OK) { Content = new StringContent(answer) });
        }
    }
}
