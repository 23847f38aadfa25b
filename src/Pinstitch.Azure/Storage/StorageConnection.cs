using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;

namespace Pinstitch.Azure.Storage;

/// <summary>
/// Opens a storage account by a setting, in the ways the Functions host knows: a connection string under the name itself,
/// or the service addresses below it (<c>NAME__blobServiceUri</c>, <c>NAME__tableServiceUri</c>) with an identity.
/// </summary>
public static class StorageConnection
{
    /// <exception cref="InvalidOperationException">The setting is missing.</exception>
    public static BlobServiceClient Blobs(IConfiguration configuration, string name) =>
        configuration[name] is { Length: > 0 } connection
            ? new(connection, Retries(new BlobClientOptions()))
            : new(Address(configuration, name, "blobServiceUri"), Credential(configuration, name), Retries(new BlobClientOptions()));

    /// <exception cref="InvalidOperationException">The setting is missing.</exception>
    public static TableServiceClient Tables(IConfiguration configuration, string name) =>
        configuration[name] is { Length: > 0 } connection
            ? new(connection, Retries(new TableClientOptions()))
            : new(Address(configuration, name, "tableServiceUri"), Credential(configuration, name), Retries(new TableClientOptions()));

    /// <summary>The app's own identity in Azure (<c>AZURE_CLIENT_ID</c>), the developer's sign-in elsewhere.</summary>
    public static TokenCredential Identity(IConfiguration configuration) =>
        configuration["AZURE_CLIENT_ID"] is { Length: > 0 } client
            ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(client))
            : new DefaultAzureCredential();

    private static TokenCredential Credential(IConfiguration configuration, string name) =>
        "managedidentity".Equals(configuration[$"{name}:credential"], StringComparison.OrdinalIgnoreCase)
            ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(configuration[$"{name}:clientId"]))
            : new DefaultAzureCredential();

    private static Uri Address(IConfiguration configuration, string name, string service) =>
        Uri.TryCreate(configuration[$"{name}:{service}"], UriKind.Absolute, out var address)
            ? address
            : throw new InvalidOperationException($"The setting {name} is missing: give a connection string, or {name}__{service} and an identity.");

    private static TOptions Retries<TOptions>(TOptions options)
        where TOptions : ClientOptions
    {
        options.Retry.MaxRetries = 6;
        options.Retry.MaxDelay = TimeSpan.FromSeconds(20);
        return options;
    }
}
