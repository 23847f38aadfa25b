namespace Pinstitch.Local.Hosting;

/// <summary>The host cannot start. The message is written for the user and says what to do.</summary>
public sealed class HostStartException(string message, Exception? inner = null) : Exception(message, inner);
