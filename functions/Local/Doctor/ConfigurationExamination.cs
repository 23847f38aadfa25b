using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pinstitch.Collect;
using Pinstitch.Configure;

namespace Pinstitch.Functions.Local.Doctor;

/// <summary>Whether the files and settings that decide numbers can be read.</summary>
internal sealed class ConfigurationExamination(IServiceProvider services) : IExamination
{
    /// <summary>The pepper of functions/Local/settings.json, which anybody can read.</summary>
    private const string KnownPepper = "local-pepper-for-one-machine-only";

    public string Area => "configuration";

    public async IAsyncEnumerable<Finding> RunAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        var configuration = services.GetRequiredService<IConfiguration>();
        var (measurement, fault) = Try(services.GetRequiredService<Measurement>);
        if (measurement is null)
        {
            yield return Finding.Failure(Area, fault!, "Mend the file, or name another one with the setting Measurement__File (docs/configuration.md).");
            yield break;
        }

        yield return Finding.Ok(Area, FormattableString.Invariant($"{Settings.MeasurementFile(configuration)}: {measurement.Shop}, {measurement.Accounts.Count} accounts, {measurement.Attribution.Models.Count} models, {measurement.Teams.Count} teams, hash {measurement.Hash[..12]}"));
        var foreign = measurement.Accounts.Where(account => account.Currency != measurement.Currency).Select(account => account.Currency).Distinct().ToList();
        var (rates, wrong) = Try(services.GetRequiredService<RateTable>);
        if (rates is null) yield return Finding.Failure(Area, wrong!, "Mend the file that the setting Rates__File names, or take the setting away (docs/collect.md).");
        else if (foreign.Count > 0 && configuration["Rates:File"] is not { Length: > 0 }) yield return Finding.Failure(Area, $"accounts report in {string.Join(", ", foreign)}, the shop in {measurement.Currency}, and there are no rates", "Give a file with exchange rates in the setting Rates__File (docs/collect.md).");

        var (pepper, missing) = Try(() => Settings.Pseudonyms(configuration));
        if (pepper is null) yield return Finding.Failure(Area, missing!, "Set Identity__Pepper to a secret text of 16 characters or more, and never change it.");
        else if (configuration["Identity:Pepper"] == KnownPepper && configuration["LakeStorage"]?.Contains("devstoreaccount1", StringComparison.Ordinal) != true) yield return Finding.Failure(Area, "Identity__Pepper is the text that comes with the code, and storage is not this machine's: anybody could find out whose a pseudonym is", "Set Identity__Pepper to the secret that the app uses there.");
        else yield return Finding.Ok(Area, "Identity__Pepper is set");
    }

    private static (T? Value, string? Fault) Try<T>(Func<T> make)
        where T : class
    {
        try
        {
            return (make(), null);
        }
        catch (SettingsException e)
        {
            return (null, e.Message);
        }
    }
}
