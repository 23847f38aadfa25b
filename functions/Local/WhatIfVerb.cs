using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pinstitch.Attribute;
using Pinstitch.Azure.Storage;
using Pinstitch.Azure.Tabular;
using Pinstitch.Configure;
using Pinstitch.Functions.Attribute;
using Pinstitch.Functions.Serve;
using Pinstitch.Local.CommandLine;
using Pinstitch.Serve;

namespace Pinstitch.Functions.Local;

/// <summary>Asks what a run would have said under other settings. What is published stays as it is.</summary>
internal sealed class WhatIfVerb() : Verb("whatif", "Give credit for a run's journeys again under other settings, beside what is published")
{
    private static readonly Option<string?> File = new("--file") { Description = "A measurement.json with the other settings", HelpName = "file" };
    private static readonly Option<string[]> Set = new("--set") { Description = "One other setting, such as windows.clickDays=7 or models=[\"linear\",\"markov\"]; can be given again", HelpName = "path=value" };
    private static readonly Option<string?> Run = new("--run") { Description = "Run to ask about (default: the published one)", HelpName = "id" };
    private static readonly Option<string?> Model = new("--model") { Description = "Model to compare (default: the configuration's)", HelpName = "id" };
    private static readonly Option<bool> AsJson = new("--json") { Description = "Write the result as JSON" };

    public override void Define(Command command)
    {
        foreach (var option in (Option[])[File, Set, Run, Model, AsJson]) command.Add(option);
    }

    public override async Task<int> RunAsync(VerbContext context, CancellationToken cancellation)
    {
        var measurement = context.Services.GetRequiredService<Measurement>();
        var current = Settings.MeasurementFile(context.Services.GetRequiredService<IConfiguration>());
        if (context.Parse.GetValue(File) is null && context.Parse.GetValue(Set) is not { Length: > 0 }) return await SayAsync(context, "Say what is to be different: --set path=value, or --file with another measurement.json.");
        if (context.Parse.GetValue(File) is { } missing && !System.IO.File.Exists(missing)) return await SayAsync(context, $"There is no file {missing}.");
        var text = await System.IO.File.ReadAllTextAsync(context.Parse.GetValue(File) ?? current, cancellation);
        if (!OtherSettings.Of(await System.IO.File.ReadAllTextAsync(current, cancellation), text, context.Parse.GetValue(Set) ?? []).TryGet(out var other, out var fault)) return await SayAsync(context, fault.Text);
        if (other.Hash == measurement.Hash) return await SayAsync(context, "These are the settings that the run was made with: nothing would be different.");

        await context.StartHostAsync(HostParts.Storage, cancellation);
        var lake = context.Services.GetRequiredService<Lake>();
        var files = new RunFiles(lake);
        var runId = context.Parse.GetValue(Run) ?? await context.Services.GetRequiredService<ServingTables>().PublishedAsync(cancellation);
        if (!(await files.OpenAsync(runId, cancellation)).TryGet(out var opened, out var closed)) return await SayAsync(context, closed.Text);
        var asked = opened.Run;
        if (asked.Run.ConfigHash != measurement.Hash) return await SayAsync(context, $"Run {asked.Run.Id} was made with another configuration than {current}; name its file with the setting Measurement__File.");
        var model = context.Parse.GetValue(Model) ?? measurement.DefaultModel;
        if (!measurement.Attribution.Models.Concat(other.Attribution.Models).Any(item => item.Id == model)) return await SayAsync(context, $"No setting has the model '{model}'.");

        var made = await new Counterfactual(lake).RunAsync(asked, other, cancellation);
        var (before, after) = (await files.RowsAsync(asked, cancellation), await files.RowsAsync(made, cancellation));
        await PrintAsync(context, made, before, after, model, measurement.Currency);
        return 0;
    }

    private static async Task PrintAsync(VerbContext context, ServeInput made, RunRows before, RunRows after, string model, string currency)
    {
        var difference = RunDifference.Of(before, after);
        var rows = Channels.All.Select(channel => (Channel: channel.Id, Before: Of(before, channel.Id, model), After: Of(after, channel.Id, model))).Where(row => row.Before != row.After || row.Before != default).ToList();
        if (context.Parse.GetValue(AsJson))
        {
            var json = new
            {
                runId = made.Run.Id,
                asked = before.Run.Id,
                model,
                ordersChanged = difference.Orders.Count,
                channels = rows.Select(row => new { channel = row.Channel, before = Currencies.ToAmount(row.Before.Cents, currency), after = Currencies.ToAmount(row.After.Cents, currency), ordersBefore = row.Before.Orders, ordersAfter = row.After.Orders }),
            };
            await context.Output.WriteLineAsync(JsonSerializer.Serialize(json, JsonSerializerOptions.Web));
            return;
        }

        var culture = CultureInfo.InvariantCulture;
        await context.Output.WriteLineAsync(string.Create(culture, $"{model}, {currency}, by channel:{string.Empty,-9} {"as it is",14} {"what if",14} {"difference",14}   orders"));
        foreach (var (channel, was, now) in rows)
            await context.Output.WriteLineAsync(string.Create(culture, $"  {channel,-30} {Currencies.ToAmount(was.Cents, currency),14:N2} {Currencies.ToAmount(now.Cents, currency),14:N2} {Currencies.ToAmount(now.Cents - was.Cents, currency),14:+#,0.00;-#,0.00;0.00}   {was.Orders:N1} → {now.Orders:N1}"));
        await context.Output.WriteLineAsync(string.Create(culture, $"{difference.Orders.Count:N0} of {after.Orders.Count:N0} orders have other credit under some model."));
        await context.Output.WriteLineAsync($"Run {made.Run.Id} holds it; published is what was before. See each order: diff {before.Run.Id} {made.Run.Id}");
    }

    private static (long Cents, decimal Orders) Of(RunRows rows, string channel, string model)
    {
        if (channel != Channels.Unattributed)
        {
            var own = rows.Credits.Where(row => row.ModelId == model && row.Channel == channel).ToList();
            return (own.Sum(row => row.CreditCents), decimal.Round(own.Sum(row => decimal.Round((decimal)row.Weight, 12)), 6));
        }

        var without = rows.Orders.Where(row => row.Touches == 0).ToList();
        return (without.Sum(row => row.NetCents), without.Count);
    }

    private static async Task<int> SayAsync(VerbContext context, string text)
    {
        await context.Output.WriteLineAsync(text);
        return 1;
    }
}
