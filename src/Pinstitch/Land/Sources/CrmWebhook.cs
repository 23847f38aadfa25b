using System.Text.Json;

namespace Pinstitch.Land.Sources;

/// <summary>A contact's change of stage, in the plain form that any CRM can be made to send (docs/land.md).</summary>
public static class CrmWebhook
{
    /// <summary>The event that a change of stage stands for.</summary>
    public static Outcome<IReadOnlyList<ReadOnlyMemory<byte>>> Translate(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            var root = document.RootElement;
            if (EventJson.Text(root, "contact_id") is not { } contact) return Missing("contact_id");
            if (EventJson.Text(root, "stage") is not { } stage) return Missing("stage");
            if (EventJson.Text(root, "changed_at") is not { } changed) return Missing("changed_at");
            return (ReadOnlyMemory<byte>[])
            [
                EventJson.Write($"lead_{contact}_{stage}_{changed}", EventNames.LeadStage, changed, "crm", json =>
                {
                    json.WriteStartObject("user");
                    json.WriteString("crm_id", contact);
                    if (EventJson.Text(root, "email") is { } email) json.WriteString("email", email);
                    if (EventJson.Text(root, "phone") is { } phone) json.WriteString("phone", phone);
                    json.WriteEndObject();
                    json.WriteStartObject("lead");
                    json.WriteString("stage", stage);
                    json.WriteEndObject();
                }),
            ];
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return new Fault(FaultKind.Data, "The body is no JSON object.", e.GetType().Name);
        }
    }

    private static Fault Missing(string field) => new(FaultKind.Data, $"The body has no {field}; contact_id, stage and changed_at are needed.");
}
