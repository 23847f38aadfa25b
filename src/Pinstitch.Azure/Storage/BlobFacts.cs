using Azure;

namespace Pinstitch.Azure.Storage;

/// <summary>What a list says of a blob.</summary>
/// <param name="Name">Its name in the container.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Created">When it was made, to the second: a blob of the same name that is made later is another one.</param>
/// <param name="Mark">Changes with every write.</param>
public sealed record BlobFacts(string Name, long Length, DateTimeOffset Created, ETag Mark);
