using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Pinstitch.Azure.Tabular;
using Pinstitch.Configure;
using Pinstitch.Functions.Collect;
using Pinstitch.Functions.Tell;
using Pinstitch.Local.CommandLine;

namespace Pinstitch.Functions.Local;

/// <summary>Sends the digests that are due, instead of when the timer says. What was sent before, by whomever, is not sent again.</summary>
internal sealed class TellVerb() : Verb("tell", "Send the digests of the published night that are due, and what the operators do not know yet")
{
    private static readonly Option<string?> Team = new("--team") { Description = "Only this team's digest", HelpName = "name" };
    private static readonly Option<bool> Now = new("--now") { Description = "Also to teams whose weekday it is not: the seven days up to the published night" };
    private static readonly Option<bool> AsJson = new("--json") { Description = "Write the result as JSON" };

    public override void Define(Command command)
    {
        command.Add(Team);
        command.Add(Now);
        command.Add(AsJson);
    }

    /// <returns>0: every digest that was due has been sent, now or before; 1: one could not be sent, or there is nothing to tell.</returns>
    public override async Task<int> RunAsync(VerbContext context, CancellationToken cancellation)
    {
        var measurement = context.Services.GetRequiredService<Measurement>();
        var asked = context.Parse.GetValue(Team);
        var teams = measurement.Teams.Where(team => asked is null || team.Name == asked).ToList();
        if (teams.Count == 0) return await SayAsync(context, asked is null ? "The configuration has no team, so there is nobody to tell." : $"The configuration has no team '{asked}'; it has {string.Join(", ", measurement.Teams.Select(team => $"'{team.Name}'"))}.");
        await context.StartHostAsync(HostParts.Storage, cancellation);
        var tables = context.Services.GetRequiredService<ServingTables>();
        var published = await tables.PublishedAsync(cancellation);
        if ((await tables.RunsAsync(cancellation)).FirstOrDefault(run => run.Id == published) is not { } run) return await SayAsync(context, "No run has been published yet: run a night first.");

        var mail = ActivatorUtilities.CreateInstance<MailDigest>(context.Services);
        var told = new List<ToldTeam>();
        foreach (var team in teams)
        {
            var due = DueAfter(run.Night, team);
            if (due != run.Night && !context.Parse.GetValue(Now)) told.Add(new(team.Name, null, string.Create(CultureInfo.InvariantCulture, $"not due: its next week ends on {due:yyyy-MM-dd}, the published night is {run.Night:yyyy-MM-dd} (--now sends it all the same)")));
            else told.Add(Told(team, await mail.RunAsync(new(team.Name, run.Night), cancellation)));
        }

        var alarms = await context.Services.GetRequiredService<OperatorMail>().SendAsync(cancellation);
        if (context.Parse.GetValue(AsJson))
        {
            await context.Output.WriteLineAsync(JsonSerializer.Serialize(new { night = run.Night, runId = run.Id, teams = told, alarms }, JsonSerializerOptions.Web));
        }
        else
        {
            foreach (var team in told) await context.Output.WriteLineAsync($"{team.Team}: {team.Text}");
            if (alarms > 0) await context.Output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"The operators were told of {alarms} alarms."));
        }

        return told.All(team => team.IsSent != false) ? 0 : 1;
    }

    private static ToldTeam Told(DigestTeam team, Step<DigestResult> step) =>
        step.Value is { } result ? new(team.Name, true, $"sent: {result.Text}") : new(team.Name, false, $"not sent: {step.Fault!.Text}");

    /// <summary>The last day of the first of the team's weeks that ends on a day or later.</summary>
    private static DateOnly DueAfter(DateOnly day, DigestTeam team)
    {
        while (day.AddDays(1).DayOfWeek != team.Day) day = day.AddDays(1);
        return day;
    }

    private static async Task<int> SayAsync(VerbContext context, string text)
    {
        await context.Output.WriteLineAsync(text);
        return 1;
    }

    /// <param name="Team">Whose digest.</param>
    /// <param name="IsSent">Null where it is not due.</param>
    /// <param name="Text">What came of it.</param>
    private sealed record ToldTeam(string Team, bool? IsSent, string Text);
}
