using System.Globalization;
using Pinstitch.Azure.Storage;
using Pinstitch.Stitch.Clusters;

namespace Pinstitch.Functions.Stitch;

/// <summary>The merge log on storage: of each step of the identity store its note and its changes.</summary>
internal static class StepNotes
{
    private const string Note = "/note.json";
    private const string Changes = "/changes.bin";

    public static bool IsNote(string blob) => blob.EndsWith(Note, StringComparison.Ordinal);

    public static bool IsChanges(string blob) => blob.EndsWith(Changes, StringComparison.Ordinal);

    public static Task WriteAsync(Lake lake, StepNote note, CancellationToken cancellation) =>
        lake.Identity.WriteAsync(string.Create(CultureInfo.InvariantCulture, $"step-{note.Step:D6}{Note}"), BinaryData.FromObjectAsJson(note), cancellation);

    /// <summary>All steps up to one, oldest first; those behind it were never kept.</summary>
    public static async Task<IReadOnlyList<(StepNote Note, IReadOnlyList<PersonChange> Changes)>> ReadAsync(Lake lake, int step, CancellationToken cancellation)
    {
        var steps = new List<(StepNote Note, IReadOnlyList<PersonChange> Changes)>();
        await foreach (var (blob, _) in lake.Identity.ListAsync("step-", cancellation))
        {
            if (!IsNote(blob)) continue;
            var note = (await lake.Identity.ReadAsync(blob, cancellation)).ToObjectFromJson<StepNote>()!;
            if (note.Step > step) continue;
            var changes = await lake.Identity.FindAsync(blob[..^Note.Length] + Changes, cancellation);
            steps.Add((note, changes is null ? [] : [.. ChangeRun.Read(changes.ToMemory())]));
        }

        return steps;
    }
}
