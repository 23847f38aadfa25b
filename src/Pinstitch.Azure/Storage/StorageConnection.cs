using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using Pinstitch.Configure;

namespace Pinstitch.Azure.Storage;

/// <summary>
/// Opens a storage account by a setting, in the ways the Functions host knows: a connection string under the name itself,
/// or the service addresses below it (<c>NAME__blobServiceUri</c>, <c>NAME__tableServiceUri</c>) with an identity.
/// </summary>
public static class StorageConnection
{
    /// <exception cref="SettingsException">The setting is missing.</exception>
    public static BlobServiceClient Blobs(IConfiguration configuration, string name) =>
        configuration[name] is { Length: > 0 } connection
            ? Open(name, () => new BlobServiceClient(connection, Usual(new BlobClientOptions(), "blob")))
            : new BlobServiceClient(Address(configuration, name, "blobServiceUri"), Credential(configuration, name), Usual(new BlobClientOptions(), "blob"));

    /// <exception cref="SettingsException">The setting is missing.</exception>
    public static TableServiceClient Tables(IConfiguration configuration, string name) =>
        configuration[name] is { Length: > 0 } connection
            ? Open(name, () => new TableServiceClient(connection, Usual(new TableClientOptions(), "table")))
            : new TableServiceClient(Address(configuration, name, "tableServiceUri"), Credential(configuration, name), Usual(new TableClientOptions(), "table"));

    /// <summary>The app's own identity in Azure (<c>AZURE_CLIENT_ID</c>), the developer's sign-in elsewhere.</summary>
    public static TokenCredential Identity(IConfiguration configuration) =>
        configuration["AZURE_CLIENT_ID"] is { Length: > 0 } client
            ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(client))
            : new DefaultAzureCredential();

    private static T Open<T>(string name, Func<T> open)
    {
        try
        {
            return open();
        }
        catch (Exception e) when (e is FormatException or ArgumentException or InvalidOperationException)
        {
            // The SDK's own words may quote the key.
            throw new SettingsException($"The setting {name} is not a storage account's connection string. UseDevelopmentStorage=true starts a local emulator.", e);
        }
    }

    private static TokenCredential Credential(IConfiguration configuration, string name) =>
        "managedidentity".Equals(configuration[$"{name}:credential"], StringComparison.OrdinalIgnoreCase)
            ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(configuration[$"{name}:clientId"]))
            : new DefaultAzureCredential();

    private static Uri Address(IConfiguration configuration, string name, string service) =>
        Uri.TryCreate(configuration[$"{name}:{service}"], UriKind.Absolute, out var address)
            ? address
            : throw new SettingsException($"The setting {name} is missing: give a connection string, or {name}__{service} and an identity.");

    private static TOptions Usual<TOptions>(TOptions options, string service)
        where TOptions : ClientOptions
    {
        options.Retry.MaxRetries = 6;
        options.Retry.MaxDelay = TimeSpan.FromSeconds(20);
        options.AddPolicy(new StorageMeter(service), HttpPipelinePosition.PerRetry);
        return options;
    }
}
