using System.Text.Json;

namespace Pinstitch.Land.Sources;

/// <summary>A contact's change of stage, in the plain form that any CRM can be made to send (docs/webhooks.md).</summary>
public static class CrmWebhook
{
    /// <summary>The event that a change of stage stands for.</summary>
    public static Outcome<IReadOnlyList<ReadOnlyMemory<byte>>> Translate(ReadOnlyMemory<byte> body) => SourceJson.Read(body, "the CRM", Stage);

    private static Outcome<IReadOnlyList<ReadOnlyMemory<byte>>> Stage(JsonElement root)
    {
        if (root.Text("contact_id") is not { } contact) return Missing("contact_id");
        if (root.Text("stage") is not { } stage) return Missing("stage");
        if (root.Text("changed_at") is not { } changed) return Missing("changed_at");
        return SourceJson.One(new EventDraft($"lead_{contact}_{stage}_{changed}", EventNames.LeadStage, changed, "crm")
            .Set("user.crm_id", contact)
            .Set("user.email", root.Text("email"))
            .Set("user.phone", root.Text("phone"))
            .Set("lead.stage", stage));
    }

    private static Fault Missing(string field) => new(FaultKind.Data, $"The body has no {field}; contact_id, stage and changed_at are needed.");
}
