namespace Pinstitch.Tests.Storage;

/// <summary>The process is gone.</summary>
internal sealed class CrashException() : Exception("The process was killed here.");
