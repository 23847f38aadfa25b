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

    /// <summary>Keys of the identifiers that steps have given to somebody else.</summary>
    /// <param name="lake">Where the log is.</param>
    /// <param name="since">The last step that does not count.</param>
    /// <param name="step">The last step that does.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>Null when the store was made anew since, so that its changes do not tell.</returns>
    public static async Task<IReadOnlySet<UInt128>?> ChangedAsync(Lake lake, int since, int step, CancellationToken cancellation)
    {
        // A store that is not ahead of the run has been made anew, or put back.
        if (step <= since) return null;
        var keys = new HashSet<UInt128>();
        for (var number = since + 1; number <= step; number++)
        {
            var folder = string.Create(CultureInfo.InvariantCulture, $"step-{number:D6}");
            if ((await lake.Identity.FindAsync(folder + Note, cancellation))?.ToObjectFromJson<StepNote>() is not { IsWhole: false }) return null;
            if (await lake.Identity.FindAsync(folder + Changes, cancellation) is not { } changes) return null;
            keys.UnionWith(ChangeRun.Read(changes.ToMemory()).Select(change => change.Identifier.Key));
        }

        return keys;
    }

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
