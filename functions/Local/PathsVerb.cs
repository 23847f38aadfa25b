using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Pinstitch.Attribute.DataDriven;
using Pinstitch.Functions.Local.PathFiles;
using Pinstitch.Local.CommandLine;

namespace Pinstitch.Functions.Local;

/// <summary>Attributes paths that another tool has written down, so that results can be laid side by side. It needs no host and no configuration.</summary>
internal sealed class PathsVerb() : Verb("paths", "Attribute the paths of a CSV file under every model (docs/attribute.md says what each means)")
{
    private static readonly Argument<string> From = new("file") { Description = "CSV file with a header: a path and its counts on each row" };
    private static readonly Option<string> Path = new("--path") { Description = "Column of the path", DefaultValueFactory = _ => "path", HelpName = "column" };
    private static readonly Option<string> Conversions = new("--conversions") { Description = "Column of how often it converted, or of true and false where each row is one journey; a file without it has one conversion a row", DefaultValueFactory = _ => "total_conversions", HelpName = "column" };
    private static readonly Option<string> Value = new("--value") { Description = "Column of what these were worth together; 0 where there is none", DefaultValueFactory = _ => "total_conversion_value", HelpName = "column" };
    private static readonly Option<string> Nulls = new("--nulls") { Description = "Column of how often it did not; 0 where there is none", DefaultValueFactory = _ => "total_null", HelpName = "column" };
    private static readonly Option<string> Separator = new("--separator") { Description = "What stands between the channels of a path", DefaultValueFactory = _ => ">", HelpName = "text" };
    private static readonly Option<string?> Delimiter = new("--delimiter") { Description = "What stands between columns (default: found out from the header)", HelpName = "text" };
    private static readonly Option<int> Order = new("--order") { Description = "Markov chains of order 1 to this, at most 4", DefaultValueFactory = _ => 4, HelpName = "order" };
    private static readonly Option<bool> Sets = new("--sets") { Description = "Also print how often each set of channels converted" };
    private static readonly Option<bool> AsJson = new("--json") { Description = "Write JSON, with all digits and the ordered Shapley value" };

    public override void Define(Command command)
    {
        command.Add(From);
        foreach (var option in (Option[])[Path, Conversions, Value, Nulls, Separator, Delimiter, Order, Sets, AsJson]) command.Add(option);
    }

    public override async Task<int> RunAsync(VerbContext context, CancellationToken cancellation)
    {
        var (parse, output) = (context.Parse, context.Output);
        var order = parse.GetValue(Order);
        if (order is < 1 or > 4) return await SayAsync(output, "--order must be 1 to 4.");
        var columns = new PathColumns(parse.GetValue(Path)!, parse.GetValue(Conversions)!, parse.GetValue(Value)!, parse.GetValue(Nulls)!, parse.GetValue(Separator)!);
        if (!PathFile.Read(parse.GetValue(From)!, columns, parse.GetValue(Delimiter)).TryGet(out var paths, out var fault)) return await SayAsync(output, fault.Text);
        var observed = new ObservedPaths(paths);
        var credit = observed.Credit(order).ToList();
        if (parse.GetValue(AsJson))
        {
            await output.WriteLineAsync(JsonSerializer.Serialize(new { channels = observed.Channels, credit, orderedShapley = observed.Ordered(), sets = observed.Sets() }, JsonSerializerOptions.Web));
            return 0;
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{paths.Count:N0} rows, {paths.Sum(path => path.Conversions):N0} conversions worth {paths.Sum(path => path.Value):N2}, {paths.Sum(path => path.Nulls):N0} paths without."));
        await PrintAsync(output, "Conversions", observed.Channels, credit, item => item.Conversions);
        await PrintAsync(output, "Value", observed.Channels, [.. credit.Where(item => item.Value is not null)], item => item.Value!.Value);
        await PrintAsync(output, "Removal effect", observed.Channels, [.. credit.Where(item => item.RemovalEffect is not null)], item => item.RemovalEffect!.Value);
        if (parse.GetValue(Sets)) await PrintAsync(output, observed.Sets());
        if (credit.Max(item => item.StandardError) is { } error) await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"shapley_chain is sampled: its largest standard error is {error:N3} conversions."));
        return 0;
    }

    private static async Task PrintAsync(TextWriter output, string title, IReadOnlyList<string> channels, List<PathCredit> credit, Func<PathCredit, double> read)
    {
        var models = credit.Select(item => item.Model).Distinct(StringComparer.Ordinal).ToList();
        var width = Math.Max(title.Length, channels.Max(channel => channel.Length));
        await output.WriteLineAsync($"\n{title.PadRight(width)}{string.Concat(models.Select(model => model.PadLeft(16)))}");
        foreach (var channel in channels)
            await output.WriteLineAsync(channel.PadRight(width) + string.Concat(credit.Where(item => item.Channel == channel).Select(item => read(item).ToString("0.000000", CultureInfo.InvariantCulture).PadLeft(16))));
    }

    private static async Task PrintAsync(TextWriter output, IReadOnlyList<SetRate> sets)
    {
        var width = Math.Max("Channels".Length, sets.Max(set => string.Join(" + ", set.Channels).Length));
        await output.WriteLineAsync($"\n{"Channels".PadRight(width)}{"journeys",16}{"conversions",16}{"rate",16}");
        foreach (var set in sets)
            await output.WriteLineAsync(string.Join(" + ", set.Channels).PadRight(width) + string.Create(CultureInfo.InvariantCulture, $"{set.Conversions + set.Nulls,16:N0}{set.Conversions,16:N0}{set.Rate,16:0.000000}"));
    }

    private static async Task<int> SayAsync(TextWriter output, string text)
    {
        await output.WriteLineAsync(text);
        return 1;
    }
}
