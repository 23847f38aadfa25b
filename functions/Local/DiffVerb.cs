using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Pinstitch.Azure.Storage;
using Pinstitch.Configure;
using Pinstitch.Functions.Attribute;
using Pinstitch.Local.CommandLine;
using Pinstitch.Serve;

namespace Pinstitch.Functions.Local;

/// <summary>Lists the orders whose credit differs between two runs, with the cause.</summary>
internal sealed class DiffVerb() : Verb("diff", "List every order whose credit differs between two runs, with the cause")
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };
    private static readonly Argument<string> Before = new("before") { Description = "The earlier run" };
    private static readonly Argument<string> After = new("after") { Description = "The later run" };
    private static readonly Option<bool> AsJson = new("--json") { Description = "Write JSON, with the credit of both" };

    public override void Define(Command command)
    {
        command.Add(Before);
        command.Add(After);
        command.Add(AsJson);
    }

    public override async Task<int> RunAsync(VerbContext context, CancellationToken cancellation)
    {
        await context.StartHostAsync(HostParts.Storage, cancellation);
        var files = new RunFiles(context.Services.GetRequiredService<Lake>());
        var rows = new List<RunRows>();
        foreach (var id in new[] { context.Parse.GetValue(Before)!, context.Parse.GetValue(After)! })
        {
            if (await files.FindAsync(id, cancellation) is not { } run)
            {
                await context.Output.WriteLineAsync($"There is no run '{id}'.");
                return 1;
            }

            rows.Add(await files.RowsAsync(run, cancellation));
        }

        var difference = RunDifference.Of(rows[0], rows[1]);
        if (context.Parse.GetValue(AsJson))
        {
            await context.Output.WriteLineAsync(JsonSerializer.Serialize(difference, Json));
            return 0;
        }

        var measurement = context.Services.GetRequiredService<Measurement>();
        foreach (var order in difference.Orders) await context.Output.WriteLineAsync($"{order.OrderId,-24} {string.Join(", ", order.Causes),-24} {Moved(order, measurement)}");
        foreach (var cause in difference.Orders.GroupBy(order => string.Join(", ", order.Causes)).OrderByDescending(cause => cause.Count()).ThenBy(cause => cause.Key, StringComparer.Ordinal))
            await context.Output.WriteLineAsync($"{cause.Count()} by {cause.Key}");
        await context.Output.WriteLineAsync($"{difference.Orders.Count} orders differ.{(difference.SpendChanged ? " The runs read different reports: spend may differ too." : string.Empty)}");
        return 0;
    }

    /// <summary>What channels lost and got under the model that pages show, such as <c>position_based: direct -12.00, meta_paid +12.00</c>.</summary>
    private static string Moved(RunChange order, Measurement measurement)
    {
        var model = measurement.DefaultModel + "/";
        var channels = order.Before.Keys.Union(order.After.Keys).Where(key => key.StartsWith(model, StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(key => (Channel: key[model.Length..], Change: order.After.GetValueOrDefault(key) - order.Before.GetValueOrDefault(key)))
            .Where(item => item.Change != 0)
            .Select(item => string.Create(CultureInfo.InvariantCulture, $"{item.Channel} {Currencies.ToAmount(item.Change, measurement.Currency):+#,0.00;-#,0.00}"))
            .ToList();
        return $"{measurement.DefaultModel}: {(channels.Count == 0 ? "the same by channel" : string.Join(", ", channels))}";
    }
}
