using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Pinstitch.Platforms;

/// <summary>Sends one request to a platform and turns whatever comes into JSON or a fault.</summary>
internal static class PlatformCall
{
    /// <summary>Sends a request; network failures become transient faults.</summary>
    public static async Task<Outcome<(HttpStatusCode Status, HttpResponseMessage Response, ReadOnlyMemory<byte> Body)>> SendAsync(
        HttpClient http, HttpRequestMessage request, CancellationToken cancellation)
    {
        try
        {
            var response = await http.SendAsync(request, cancellation);
            var body = await response.Content.ReadAsByteArrayAsync(cancellation);
            return (response.StatusCode, response, body.AsMemory());
        }
        catch (HttpRequestException e)
        {
            return new Fault(FaultKind.Transient, $"{request.RequestUri!.Host} cannot be reached.", e.Message);
        }
        catch (TaskCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new Fault(FaultKind.Transient, $"{request.RequestUri!.Host} did not answer in time.");
        }
    }

    /// <summary>Parses JSON; anything else (a proxy's HTML page, say) is a transient fault.</summary>
    public static Outcome<JsonElement> Parse(ReadOnlyMemory<byte> body, string platform, HttpStatusCode status)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return new Fault(FaultKind.Transient, $"{platform} answered with something that is no JSON.", $"HTTP {(int)status}, {body.Length} bytes");
        }
    }

    /// <summary>Seconds from a header; null when it is missing or no number.</summary>
    public static TimeSpan? Seconds(HttpResponseMessage response, string header) =>
        response.Headers.TryGetValues(header, out var values)
        && double.TryParse(values.First(), NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds)
        && seconds is >= 0 and < 1_000_000
            ? TimeSpan.FromSeconds(seconds)
            : null;
}
