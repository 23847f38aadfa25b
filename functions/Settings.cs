using System.Globalization;
using System.Reflection;
using System.Text;
using Microsoft.Extensions.Configuration;
using Pinstitch.Azure.Mail;
using Pinstitch.Azure.Secrets;
using Pinstitch.Azure.Storage;
using Pinstitch.Collect;
using Pinstitch.Configure;
using Pinstitch.Land;
using Pinstitch.Platforms;

namespace Pinstitch.Functions;

/// <summary>Turns app settings (docs/deploy.md) into what the app works with, and says of a wrong one what to do.</summary>
internal static class Settings
{
    /// <summary>Version of the code: the package's version and the commit it was built from.</summary>
    public static string CodeVersion { get; } =
        typeof(Settings).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;

    /// <summary>
    /// The value of a secret setting; null when it is not set. A Key Vault reference that Azure could not resolve arrives
    /// as its own text, which must never be taken for the secret.
    /// </summary>
    /// <exception cref="SettingsException">The reference is not resolved.</exception>
    public static string? Secret(IConfiguration configuration, string name)
    {
        var value = configuration[name];
        if (string.IsNullOrEmpty(value)) return null;
        return value.StartsWith("@Microsoft.KeyVault(", StringComparison.OrdinalIgnoreCase)
            ? throw new SettingsException($"The setting {name} is a Key Vault reference that Azure has not resolved: check that the secret exists and that the app's identity may read it (a new role can take ten minutes).")
            : value;
    }

    /// <summary>Where the measurement configuration is.</summary>
    public static string MeasurementFile(IConfiguration configuration) => configuration["Measurement:File"] ?? Path.Combine(AppContext.BaseDirectory, "config", "measurement.json");

    public static Measurement Measurement(IConfiguration configuration)
    {
        var path = MeasurementFile(configuration);
        if (!File.Exists(path)) throw new SettingsException($"There is no measurement configuration at {path}; config/measurement.json of the repository is an example.");
        return MeasurementReader.Read(File.ReadAllText(path)).TryGet(out var measurement, out var fault)
            ? measurement
            : throw new SettingsException($"{fault.Text} ({path})");
    }

    public static Pseudonyms Pseudonyms(IConfiguration configuration) =>
        Secret(configuration, "Identity:Pepper") is { Length: >= 16 } pepper
            ? new(Encoding.UTF8.GetBytes(pepper), Secret(configuration, "Identity:FormerPepper") is { } former ? Encoding.UTF8.GetBytes(former) : null)
            : throw new SettingsException("The setting Identity__Pepper is missing or shorter than 16 characters. It is the key of all pseudonyms: to change it, set the old one as Identity__FormerPepper for as long as visitors come back (docs/land.md).");

    public static ISecretStore Secrets(IConfiguration configuration, HttpClient http) =>
        Uri.TryCreate(configuration["KeyVault:Uri"], UriKind.Absolute, out var vault)
            ? new KeyVaultSecrets(http, vault, StorageConnection.Identity(configuration))
            : new ConfigurationSecrets(configuration, configuration["Secrets:File"]);

    /// <summary>Other addresses of the platforms, <c>Platforms__NAME</c>; without them the real ones.</summary>
    public static PlatformAddresses Addresses(IConfiguration configuration) => new(configuration.GetSection("Platforms").GetChildren()
        .Where(item => Uri.TryCreate(item.Value, UriKind.Absolute, out _))
        .ToDictionary(item => item.Key, item => new Uri(item.Value!)));

    /// <summary>Exchange rates from the file <c>Rates__File</c>; without one only amounts in the shop's own currency are converted.</summary>
    public static RateTable Rates(IConfiguration configuration, string currency)
    {
        if (configuration["Rates:File"] is not { Length: > 0 } path) return RateTable.None(currency);
        if (!File.Exists(path)) throw new SettingsException($"Rates__File is {path}, but there is no such file.");
        return RateTable.Read(currency, File.ReadAllText(path)).TryGet(out var rates, out var fault) ? rates : throw new SettingsException($"{fault.Text} ({path})");
    }

    private static int Port(string? text) => text is not { Length: > 0 } ? 587
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= ushort.MaxValue ? port
        : throw new SettingsException($"Mail__Port is '{text}'; it must be 1 to 65535.");

    public static MailRoom Mail(IConfiguration configuration)
    {
        var from = configuration["Mail:From"] ?? "pinstitch@localhost";
        return configuration["Mail:Transport"] switch
        {
            "smtp" => new(
                from,
                new SmtpMail(new(
                    configuration["Mail:Host"] ?? throw new SettingsException("Mail__Transport is smtp, but Mail__Host is missing."),
                    Port(configuration["Mail:Port"]),
                    StartTls: configuration["Mail:StartTls"] != "false",
                    configuration["Mail:User"] is { Length: > 0 } user ? user : null,
                    Secret(configuration, "Mail:Password")))),
            "folder" => new(from, new FolderMail(configuration["Mail:Folder"] ?? throw new SettingsException("Mail__Transport is folder, but Mail__Folder is missing."))),
            null or "" or "none" => new(from, null),
            var other => throw new SettingsException($"Mail__Transport is '{other}'; it must be smtp, folder or none."),
        };
    }
}
