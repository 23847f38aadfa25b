using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Serialization;
using Azure.Core;

namespace Pinstitch.Azure.Secrets;

/// <summary>Secrets in Key Vault, by its REST interface (api-version 7.4): two calls do not need a client library.</summary>
public sealed class KeyVaultSecrets(HttpClient http, Uri vault, TokenCredential credential) : ISecretStore
{
    private static readonly TokenRequestContext Scope = new(["https://vault.azure.net/.default"]);

    public async Task<string?> FindAsync(string name, CancellationToken cancellation)
    {
        using var request = await RequestAsync(HttpMethod.Get, name, cancellation);
        using var response = await http.SendAsync(request, cancellation);
        if (response.StatusCode == HttpStatusCode.NotFound) return null;
        response.EnsureSuccessStatusCode();
        return (await response.Content.ReadFromJsonAsync<Secret>(cancellation))?.Value;
    }

    public async Task StoreAsync(string name, string value, CancellationToken cancellation)
    {
        using var request = await RequestAsync(HttpMethod.Put, name, cancellation);
        request.Content = JsonContent.Create(new Secret(value));
        using var response = await http.SendAsync(request, cancellation);
        response.EnsureSuccessStatusCode();
    }

    private async Task<HttpRequestMessage> RequestAsync(HttpMethod method, string name, CancellationToken cancellation)
    {
        var token = await credential.GetTokenAsync(Scope, cancellation);
        // Key Vault takes letters, digits and dashes in names.
        var address = new Uri(vault, $"secrets/{name.Replace(':', '-').Replace('_', '-')}?api-version=7.4");
        return new(method, address) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token.Token) } };
    }

    private sealed record Secret([property: JsonPropertyName("value")] string Value);
}
