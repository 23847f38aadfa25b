namespace Pinstitch.Configure;

/// <summary>A setting or a file of settings is not right. The message is written for whoever sets it and says what to do.</summary>
public sealed class SettingsException(string message, Exception? inner = null) : InvalidOperationException(message, inner);
