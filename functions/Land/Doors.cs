using System.Globalization;
using System.IO.Compression;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Pinstitch.Land.Doors;

namespace Pinstitch.Functions.Land;

/// <summary>What the HTTP doors have in common: reading a body of bounded size, and answers.</summary>
internal static class Doors
{
    private static readonly JsonSerializerOptions Snake = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private static readonly Fault TooLarge = new(FaultKind.Data, $"The body is larger than {DoorBody.MostBytes:N0} bytes. Send fewer events in one request.", "413");

    /// <summary>The body, unpacked where it is gzip; a fault where it is larger than a door takes.</summary>
    public static async Task<Outcome<byte[]>> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentLength > DoorBody.MostBytes) return TooLarge;
        var coding = request.Headers.ContentEncoding.ToString();
        if (coding.Length > 0 && !coding.Equals("gzip", StringComparison.OrdinalIgnoreCase) && !coding.Equals("identity", StringComparison.OrdinalIgnoreCase))
            return new Fault(FaultKind.Data, "The body's content encoding is not known here; send it as it is, or as gzip.", "415");
        try
        {
            if (!coding.Equals("gzip", StringComparison.OrdinalIgnoreCase)) return await ReadAsync(request.Body, cancellation);
            await using var unpacked = new GZipStream(request.Body, CompressionMode.Decompress);
            return await ReadAsync(unpacked, cancellation);
        }
        catch (InvalidDataException)
        {
            return new Fault(FaultKind.Data, "The body says it is gzip, but it is not.", "400");
        }
        catch (BadHttpRequestException e)
        {
            return new Fault(FaultKind.Data, "The body did not arrive whole.", e.StatusCode.ToString(CultureInfo.InvariantCulture));
        }
    }

    public static IActionResult Refuse(int status, string text) => new ObjectResult(new { error = text }) { StatusCode = status };

    /// <summary>Refuses with the status that a fault of reading carries.</summary>
    public static IActionResult Refuse(HttpRequest request, Fault fault)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Refuse(int.Parse(fault.Detail, CultureInfo.InvariantCulture), fault.Text);
    }

    /// <summary>Asks the sender to come again.</summary>
    public static IActionResult Busy(HttpRequest request, int status, string text, TimeSpan wait)
    {
        request.HttpContext.Response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        return Refuse(status, text);
    }

    /// <summary>
    /// Sends what a door has taken in, and answers: 204 when it is safe, 429 or 503 when the sender must come again. Are some
    /// events refused, the answer names them, and the others are safe.
    /// </summary>
    public static async Task<IActionResult> AcceptAsync(IEventSender sender, DoorIntake intake, HttpRequest request, CancellationToken cancellation)
    {
        if (intake.Events.Count > 0 && await sender.SendAsync(intake.Events, cancellation) is { } fault)
        {
            var status = fault.Kind == FaultKind.RateLimited ? StatusCodes.Status429TooManyRequests : StatusCodes.Status503ServiceUnavailable;
            return Busy(request, status, fault.Text, fault.RetryAfter ?? TimeSpan.FromSeconds(5));
        }

        if (intake.Refused.Count == 0) return new NoContentResult();
        var answer = JsonSerializer.Serialize(new { accepted = intake.Events.Count, refused = intake.Refused }, Snake);
        return new ContentResult { StatusCode = intake.Events.Count > 0 ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest, Content = answer, ContentType = "application/json" };
    }

    private static async Task<Outcome<byte[]>> ReadAsync(Stream stream, CancellationToken cancellation)
    {
        using var buffer = new MemoryStream();
        var part = new byte[16 * 1024];
        for (int read; (read = await stream.ReadAsync(part, cancellation)) > 0;)
        {
            if (buffer.Length + read > DoorBody.MostBytes) return TooLarge;
            buffer.Write(part, 0, read);
        }

        return buffer.ToArray();
    }
}
