using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Pinstitch.Land;

namespace Pinstitch.Functions.Land;

/// <summary>What the HTTP doors have in common: reading a body of bounded size, and answers.</summary>
internal static class Doors
{
    /// <summary>The body; null when it is larger than a door takes.</summary>
    public static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        if (request.ContentLength > DoorBody.MostBytes) return null;
        using var buffer = new MemoryStream();
        var part = new byte[16 * 1024];
        for (int read; (read = await request.Body.ReadAsync(part, cancellation)) > 0;)
        {
            if (buffer.Length + read > DoorBody.MostBytes) return null;
            buffer.Write(part, 0, read);
        }

        return buffer.ToArray();
    }

    public static IActionResult TooLarge() =>
        Refuse(StatusCodes.Status413PayloadTooLarge, $"The body is larger than {DoorBody.MostBytes:N0} bytes. Send fewer events in one request.");

    public static IActionResult Refuse(int status, string text) => new ObjectResult(new { error = text }) { StatusCode = status };

    /// <summary>Sends what a door has taken in, and answers: 204 when it is safe, 503 when the sender must come again.</summary>
    public static async Task<IActionResult> AcceptAsync(IEventSender sender, IReadOnlyList<ReadOnlyMemory<byte>> events, HttpRequest request, CancellationToken cancellation)
    {
        if (events.Count > 0 && await sender.SendAsync(events, cancellation) is { } fault)
        {
            request.HttpContext.Response.Headers.RetryAfter = "5";
            return Refuse(StatusCodes.Status503ServiceUnavailable, fault.Text);
        }

        return new NoContentResult();
    }
}
