using System.Net.Http.Headers;
using System.Text;

namespace Pinstitch.Platforms.Calls;

/// <summary>Sends requests; network failures become transient faults.</summary>
internal sealed class PlatformWire(HttpClient http, PlatformDescriptor descriptor, PlatformAddresses addresses)
{
    public HttpRequestMessage Request(PlatformCall call)
    {
        var request = new HttpRequestMessage(call.Method, addresses.Of(descriptor, call.Address));
        if (call.Json is { } json) request.Content = new StringContent(json, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        if (call.Form is { } form) request.Content = new FormUrlEncodedContent(form);
        foreach (var (name, value) in call.Headers) request.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    /// <param name="request">The request.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <param name="isStreamed">Whether the body of a success is left to the caller.</param>
    public async Task<Outcome<PlatformAnswer>> SendAsync(HttpRequestMessage request, CancellationToken cancellation, bool isStreamed = false)
    {
        HttpResponseMessage? response = null;
        try
        {
            response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (isStreamed && response.IsSuccessStatusCode) return new PlatformAnswer(response, null);
            return new PlatformAnswer(response, await response.Content.ReadAsByteArrayAsync(cancellation));
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            response?.Dispose();
            return new Fault(FaultKind.Transient, $"{descriptor.Name} cannot be reached.", e.Message);
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            response?.Dispose();
            return new Fault(FaultKind.Transient, $"{descriptor.Name} did not answer in time.");
        }
    }
}
