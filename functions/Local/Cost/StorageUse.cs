namespace Pinstitch.Functions.Local.Cost;

/// <summary>What was asked of a storage service.</summary>
/// <param name="Service"><c>blob</c> or <c>table</c>.</param>
/// <param name="Class"><c>read</c>, <c>list</c>, <c>write</c> or <c>delete</c>, as it is billed.</param>
/// <param name="Requests">How many requests, repeated ones each time.</param>
/// <param name="Bytes">Bytes of contents, up and down.</param>
internal sealed record StorageUse(string Service, string Class, long Requests, long Bytes);
