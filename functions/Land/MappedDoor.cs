using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Pinstitch.Land.Sources.Mapped;

namespace Pinstitch.Functions.Land;

/// <summary>Any other system's webhooks, by a mapping file: with a function key, or with the signature that the mapping names.</summary>
public sealed class MappedDoor(Webhooks webhooks, MappingFiles files)
{
    [Function(nameof(MappedDoor))]
    public Task<IActionResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Function, "post", Route = "webhooks/mapped/{name}")] HttpRequest request,
        string name,
        CancellationToken cancellation) => files.Find(name).TryGet(out var mapping, out var fault)
            ? webhooks.TakeAsync(request, null, (_, _) => true, body => new MappedSource(mapping).Translate(body), cancellation)
            : Task.FromResult(Doors.Refuse(StatusCodes.Status404NotFound, fault.Text));

    [Function("SignedMappedDoor")]
    public Task<IActionResult> RunSignedAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "webhooks/signed/{name}")] HttpRequest request,
        string name,
        CancellationToken cancellation)
    {
        if (!files.Find(name).TryGet(out var mapping, out var fault)) return Task.FromResult(Doors.Refuse(StatusCodes.Status404NotFound, fault.Text));
        if (mapping.Signature is not { } signature)
            return Task.FromResult(Doors.Refuse(StatusCodes.Status401Unauthorized, $"The mapping '{name}' names no signature; call POST /api/webhooks/mapped/{name} with a function key."));
        return webhooks.TakeAsync(
            request,
            signature.Secret,
            (body, secrets) => secrets.Any(secret => signature.Fits(body, request.Headers[signature.Header], secret)),
            body => new MappedSource(mapping).Translate(body),
            cancellation);
    }
}
