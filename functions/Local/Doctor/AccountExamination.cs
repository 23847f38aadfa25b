using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Pinstitch.Configure;
using Pinstitch.Functions.Collect;
using Pinstitch.Platforms;

namespace Pinstitch.Functions.Local.Doctor;

/// <summary>Whether each ad account has its secrets, and whether the platform takes them: one cheap call an account.</summary>
internal sealed class AccountExamination(IServiceProvider services, bool callPlatforms) : IExamination
{
    public string Area => "accounts";

    public async IAsyncEnumerable<Finding> RunAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        var (measurement, sources, secrets) = (services.GetRequiredService<Measurement>(), services.GetRequiredService<ReportSources>(), services.GetRequiredService<IPlatformSecrets>());
        var now = services.GetRequiredService<TimeProvider>().GetUtcNow();
        foreach (var account in measurement.Accounts)
        {
            var (name, source) = ($"{account.Platform} {account.Id} ({account.Name})", sources.Get(account.Platform));
            var plan = source.Descriptor.SignIn;
            var missing = new List<string>();
            foreach (var secret in plan.Needed)
            {
                if (string.IsNullOrEmpty(await secrets.FindAsync($"{plan.Secrets}:{account.Id}:{secret}", cancellation) ?? await secrets.FindAsync($"{plan.Secrets}:{secret}", cancellation)))
                    missing.Add($"{plan.Secrets}:{secret}");
            }

            if (missing.Count > 0)
            {
                yield return Finding.Failure(Area, $"{name}: without {string.Join(", ", missing)}", $"Put what is missing among the secrets: in Key Vault as {missing[0].Replace(':', '-')}, here as the setting {missing[0].Replace(":", "__", StringComparison.Ordinal)} (docs/platforms/{account.Platform}.md).");
                continue;
            }

            if (!callPlatforms)
            {
                yield return Finding.Ok(Area, $"{name}: has its secrets; the platform was not asked");
                continue;
            }

            yield return (await source.ProbeAsync(account, CollectionStart.Today(account, sources, now).AddDays(-1), cancellation)).TryGet(out var seen, out var fault)
                ? Finding.Ok(Area, $"{name}: {seen}")
                : fault.IsRetryable
                    ? Finding.Warning(Area, $"{name}: {fault.Text}", "Try again later; collecting tries again by itself.")
                    : Finding.Failure(Area, $"{name}: {fault.Text}", $"See docs/platforms/{account.Platform}.md, under signing in.");
        }
    }
}
