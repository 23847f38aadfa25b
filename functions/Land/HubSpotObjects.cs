using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Pinstitch.Land.Sources;

namespace Pinstitch.Functions.Land;

/// <summary>
/// Asks HubSpot for what its webhooks only name: a contact's address, telephone and click ids, and whose a deal is
/// (https://developers.hubspot.com/docs/api/crm/contacts, …/associations). Without a token nothing is asked.
/// </summary>
public sealed partial class HubSpotObjects(HttpClient http, string? token, Uri address, ILogger<HubSpotObjects> logger)
{
    /// <summary>HubSpot gives a webhook five seconds.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private static readonly Fault Later = new(FaultKind.Transient, "HubSpot does not answer for its own objects at the moment; send the webhook again.", RetryAfter: TimeSpan.FromSeconds(30));

    /// <summary>The events of a webhook, and those that its objects add. A repeat gives the same ids.</summary>
    /// <param name="body">The webhook's body.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>A fault when the body is none, or when HubSpot must be asked again later.</returns>
    public async Task<Outcome<IReadOnlyList<ReadOnlyMemory<byte>>>> TranslateAsync(byte[] body, CancellationToken cancellation)
    {
        if (!HubSpotWebhook.Translate(body).TryGet(out var told, out var fault)) return fault;
        if (token is null) return told.ToArray();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Patience);
        var all = told.ToList();
        try
        {
            foreach (var change in HubSpotWebhook.Named(body))
            {
                foreach (var contact in change.IsDeal ? await ContactsOfAsync(change.Id, limit.Token) : [change.Id])
                {
                    var names = string.Join(',', HubSpotWebhook.Properties);
                    if (await GetAsync($"crm/v3/objects/contacts/{Uri.EscapeDataString(contact)}?properties={names}", limit.Token) is { } found
                        && HubSpotWebhook.Contact(change, contact, found.At("properties")) is { } item) all.Add(item);
                }
            }
        }
        catch (Exception e) when (e is HttpRequestException { StatusCode: not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) } or JsonException || (e is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            LogUnanswered(e.GetType().Name);
            return Later;
        }
        catch (HttpRequestException e)
        {
            // What the webhook itself tells is not lost for a token that is not right.
            LogRefused((int?)e.StatusCode ?? 0);
            return told.ToArray();
        }

        return all.ToArray();
    }

    private async Task<IReadOnlyList<string>> ContactsOfAsync(string deal, CancellationToken cancellation) =>
        await GetAsync($"crm/v4/objects/deals/{Uri.EscapeDataString(deal)}/associations/contacts?limit=100", cancellation) is { } found
            ? [.. found.List("results").Select(item => item.Text("toObjectId")).OfType<string>().Distinct()]
            : [];

    /// <summary>The answer; null for an object that is gone.</summary>
    private async Task<JsonElement?> GetAsync(string path, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(address, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await http.SendAsync(request, cancellation);
        if (answer.StatusCode == HttpStatusCode.NotFound) return null;
        answer.EnsureSuccessStatusCode();
        return JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsByteArrayAsync(cancellation));
    }

    [LoggerMessage(2005, LogLevel.Warning, "HubSpot did not answer for its objects ({Why}); it is asked to send the webhook again")]
    private partial void LogUnanswered(string why);

    [LoggerMessage(2006, LogLevel.Error, "HubSpot refuses the token with {Status}: events are landed without what its objects would tell. Check HUBSPOT_TOKEN and its scopes crm.objects.contacts.read and crm.objects.deals.read")]
    private partial void LogRefused(int status);
}
