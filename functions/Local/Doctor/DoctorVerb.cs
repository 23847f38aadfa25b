using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Pinstitch.Local.CommandLine;
using Pinstitch.Local.Hosting;

namespace Pinstitch.Functions.Local.Doctor;

/// <summary>Looks at everything that has to be right, and says of what is not what to do.</summary>
internal sealed class DoctorVerb() : Verb("doctor", "Check configuration, storage, secrets, accounts, reports and the last night, and say what to do")
{
    /// <summary>An account that cannot be reached is tried again by its client for minutes.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) } };
    private static readonly Option<bool> Offline = new("--offline") { Description = "Do not call the ad platforms" };
    private static readonly Option<bool> AsJson = new("--json") { Description = "Write the result as JSON" };

    public override void Define(Command command)
    {
        command.Add(Offline);
        command.Add(AsJson);
    }

    /// <returns>0: nothing is broken, though there may be warnings; 1: something is.</returns>
    public override async Task<int> RunAsync(VerbContext context, CancellationToken cancellation)
    {
        var findings = new List<Finding>();
        var asJson = context.Parse.GetValue(AsJson);
        async Task ExamineAsync(IExamination examination)
        {
            await foreach (var finding in Guarded(examination, context, cancellation))
            {
                findings.Add(finding);
                if (!asJson) await PrintAsync(context.Output, finding);
            }
        }

        await ExamineAsync(new ConfigurationExamination(context.Services));
        var canRead = findings.TrueForAll(finding => finding.State != FindingState.Failure);
        await ExamineAsync(new StorageExamination(context));
        var hasStorage = !findings.Exists(finding => finding is { Area: "storage", State: FindingState.Failure });
        if (hasStorage) await ExamineAsync(new HubExamination(context.Services));
        await ExamineAsync(new WebhookExamination(context.Services));
        await ExamineAsync(new MailExamination(context.Services, canRead));
        if (canRead)
        {
            await ExamineAsync(new AccountExamination(context.Services, callPlatforms: hasStorage && !context.Parse.GetValue(Offline)));
            if (hasStorage)
            {
                await ExamineAsync(new ReportExamination(context.Services));
                await ExamineAsync(new NightExamination(context.Services));
            }
        }

        var (failures, warnings) = (findings.Count(finding => finding.State == FindingState.Failure), findings.Count(finding => finding.State == FindingState.Warning));
        await context.Output.WriteLineAsync(asJson
            ? JsonSerializer.Serialize(findings, Json)
            : failures + warnings == 0 ? "Everything is as it should be." : FormattableString.Invariant($"{failures} failures, {warnings} warnings."));
        return failures == 0 ? 0 : 1;
    }

    /// <summary>A fault that an examination does not expect is a finding too: the others go on.</summary>
    private static async IAsyncEnumerable<Finding> Guarded(IExamination examination, VerbContext context, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(Patience, context.Services.GetRequiredService<TimeProvider>());
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, patience.Token);
        await using var found = examination.RunAsync(either.Token).GetAsyncEnumerator(either.Token);
        while (true)
        {
            Finding? finding;
            var goesOn = true;
            try
            {
                finding = await found.MoveNextAsync() ? found.Current : null;
            }
            catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
            {
                (finding, goesOn) = (Finding.Failure(examination.Area, FormattableString.Invariant($"no answer within {Patience.TotalSeconds:0} seconds"), "See whether the address is right and can be reached from here."), false);
            }
            catch (HostStartException e)
            {
                (finding, goesOn) = (Finding.Failure(examination.Area, "the local host cannot start", e.Message), false);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The first line says it; stacks are for whoever runs it with a debugger.
                (finding, goesOn) = (Finding.Failure(examination.Area, e.Message.Split('\n')[0].Trim(), "See docs/operations.md; if that does not help, please report it."), false);
            }

            if (finding is null) yield break;
            yield return finding;
            if (!goesOn) yield break;
        }
    }

    private static async Task PrintAsync(TextWriter output, Finding finding)
    {
        var state = finding.State switch { FindingState.Ok => "ok", FindingState.Warning => "WARNING", _ => "FAILURE" };
        await output.WriteLineAsync($"{state,-8} {finding.Area,-14} {finding.Text}");
        if (finding.Advice is { } advice) await output.WriteLineAsync($"{string.Empty,-8} {string.Empty,-14} → {advice}");
    }
}
