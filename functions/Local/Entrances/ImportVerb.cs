using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Pinstitch.Functions.Land;
using Pinstitch.Land;
using Pinstitch.Land.Sources.Mapped;
using Pinstitch.Local.CommandLine;

namespace Pinstitch.Functions.Local.Entrances;

/// <summary><c>import</c>: sends the rows of a CSV file through the hub, by a mapping file.</summary>
internal sealed class ImportVerb() : Verb("import", "Land the rows of a CSV file by a mapping file (docs/webhooks.md)")
{
    /// <summary>Events that go to the hub at a time.</summary>
    private const int Batch = 500;

    /// <summary>Rows that are named when they break a rule.</summary>
    private const int MostNamed = 20;

    private readonly Argument<FileInfo> file = new("file") { Description = "The CSV file, UTF-8, with a row of column names" };

    private readonly Option<FileInfo> mapping = new("--mapping") { Description = "The mapping file", Required = true };

    private readonly Option<string?> delimiter = new("--delimiter") { Description = "What stands between columns (found out by itself when left out)" };

    private readonly Option<bool> check = new("--check") { Description = "Only say what would be landed and what is wrong; send nothing" };

    public override void Define(Command command)
    {
        command.Add(file);
        command.Add(mapping);
        command.Add(delimiter);
        command.Add(check);
    }

    public override async Task<int> RunAsync(VerbContext context, CancellationToken cancellation)
    {
        var (path, rules) = (context.Parse.GetValue(file)!, context.Parse.GetValue(mapping)!);
        if (new[] { path, rules }.FirstOrDefault(item => !item.Exists) is { } missing)
        {
            await context.Output.WriteLineAsync($"There is no file {missing.FullName}.");
            return 1;
        }

        if (!MappingReader.Read(await File.ReadAllTextAsync(rules.FullName, cancellation)).TryGet(out var read, out var fault))
        {
            await context.Output.WriteLineAsync(fault.Text);
            return 1;
        }

        if (!CsvRows.Open(path.FullName, context.Parse.GetValue(delimiter)).TryGet(out var opened, out var unread))
        {
            await context.Output.WriteLineAsync(unread.Text);
            return 1;
        }

        using var table = opened;
        if (read.Places.FirstOrDefault(place => !place.Any(table.Columns.Contains)) is { } absent)
        {
            await context.Output.WriteLineAsync($"The mapping reads the column '{string.Join("' or '", absent)}', but the file has: {string.Join(", ", table.Columns)}. Mend the mapping, or name the delimiter with --delimiter.");
            return 1;
        }

        var isDry = context.Parse.GetValue(check);
        if (!isDry) await context.StartHostAsync(HostParts.Hub, cancellation);
        var (reader, source) = (context.Services.GetRequiredService<EventReader>(), new MappedSource(read));
        var (rows, unmatched, unreadable, broken, sent) = (0, 0, 0, 0, 0);
        var waiting = new List<ReadOnlyMemory<byte>>(Batch);
        foreach (var row in table.Read())
        {
            rows++;
            if (row.Mistake is { } mistake)
            {
                if (unreadable++ < MostNamed) await context.Output.WriteLineAsync($"Line {row.Number}: {mistake}");
                continue;
            }

            var events = source.Events(row.Record).ToList();
            if (events.Count == 0) unmatched++;
            foreach (var item in events)
            {
                if (reader.Read(item).Violations is { Count: > 0 } violations && broken++ < MostNamed)
                    await context.Output.WriteLineAsync($"Line {row.Number}: {string.Join(" ", violations.Select(violation => $"{violation.Field} {violation.Rule} ({violation.Shape}). {violation.Fix}"))}");
                waiting.Add(item);
            }

            if (waiting.Count < Batch) continue;
            sent += await SendAsync(context, waiting, isDry, cancellation);
        }

        sent += await SendAsync(context, waiting, isDry, cancellation);
        if (!isDry) await Landing.FinishAsync(context, cancellation);
        await context.Output.WriteLineAsync($"{rows:N0} rows: {sent:N0} events {(isDry ? "would be sent" : "sent")}, of which {broken:N0} break a rule and {(isDry ? "would stand" : "stand")} under rejected/ with the reason; {unmatched:N0} rows fit no rule of the mapping, {unreadable:N0} cannot be read and were left out.");
        return broken + unreadable == 0 ? 0 : 2;
    }

    private static async Task<int> SendAsync(VerbContext context, List<ReadOnlyMemory<byte>> events, bool isDry, CancellationToken cancellation)
    {
        var count = events.Count;
        if (!isDry && count > 0 && await context.Services.GetRequiredService<IEventSender>().SendAsync(events, cancellation) is { } fault) throw new IOException(fault.Text);
        events.Clear();
        return count;
    }
}
