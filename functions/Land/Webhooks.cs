using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Configuration;
using Pinstitch.Land.Doors;

namespace Pinstitch.Functions.Land;

/// <summary>
/// What the webhooks' doors have in common. The answer comes when the events are safe in the hub, so that the sender tries
/// again until then; what its records mean is found out later, from the hub.
/// </summary>
public sealed class Webhooks(IEventSender sender, IntakeLimit limit, TimeProvider time, IConfiguration configuration)
{
    public DateTimeOffset Now => time.GetUtcNow();

    /// <summary>Takes a request: reads it, checks its signature over the raw bytes, translates it, hands it over.</summary>
    /// <param name="request">The request.</param>
    /// <param name="secretName">Setting of the secret; its <c>Former…</c> holds too while it is being changed. Null where a function key has opened the door.</param>
    /// <param name="isSigned">Whether the body was signed with one of the secrets.</param>
    /// <param name="translate">The events that the body stands for.</param>
    /// <param name="cancellation">Stops.</param>
    public Task<IActionResult> TakeAsync(
        HttpRequest request,
        string? secretName,
        Func<byte[], string[], bool> isSigned,
        Func<byte[], Outcome<IReadOnlyList<ReadOnlyMemory<byte>>>> translate,
        CancellationToken cancellation) => TakeAsync(request, secretName, isSigned, body => Task.FromResult(translate(body)), cancellation);

    /// <summary>The same where the translation has to ask somebody.</summary>
    public async Task<IActionResult> TakeAsync(
        HttpRequest request,
        string? secretName,
        Func<byte[], string[], bool> isSigned,
        Func<byte[], Task<Outcome<IReadOnlyList<ReadOnlyMemory<byte>>>>> translate,
        CancellationToken cancellation)
    {
        var secrets = secretName is null ? [] : Secrets(secretName);
        if (secretName is not null && secrets.Length == 0)
            return Doors.Refuse(StatusCodes.Status503ServiceUnavailable, $"This webhook is not connected: the secret {secretName.Replace(":", "__", StringComparison.Ordinal)} is missing.");
        var size = Math.Min(request.ContentLength ?? DoorBody.MostBytes, DoorBody.MostBytes);
        if (!limit.TryEnter(size)) return Doors.Busy(request, StatusCodes.Status429TooManyRequests, "The collector has its hands full; send it again.", TimeSpan.FromSeconds(2));
        try
        {
            if (!(await Doors.ReadAsync(request, cancellation)).TryGet(out var body, out var unread)) return Doors.Refuse(request, unread);
            if (secretName is not null && !isSigned(body, secrets))
                return Doors.Refuse(StatusCodes.Status401Unauthorized, $"The signature does not fit the body. Check that {secretName.Replace(":", "__", StringComparison.Ordinal)} is the sender's secret, and that nothing on the way changes the body.");
            if ((await translate(body)).TryGet(out var events, out var fault)) return await Doors.AcceptAsync(sender, new(events, []), request, cancellation);
            return fault.Kind == FaultKind.Transient
                ? Doors.Busy(request, StatusCodes.Status503ServiceUnavailable, fault.Text, fault.RetryAfter ?? TimeSpan.FromSeconds(5))
                : Doors.Refuse(StatusCodes.Status400BadRequest, fault.Text);
        }
        finally
        {
            limit.Leave(size);
        }
    }

    /// <summary>The secret in force, and the one before it.</summary>
    private string[] Secrets(string name)
    {
        var colon = name.LastIndexOf(':') + 1;
        return [.. new[] { name, name.Insert(colon, "Former") }.Select(setting => Settings.Secret(configuration, setting)).OfType<string>()];
    }
}
