using Microsoft.Extensions.Logging;

namespace Pinstitch.Tests.Hosting;

/// <summary>A line of the log.</summary>
public sealed record TestLogEntry(LogLevel Level, string Category, int EventId, string Text, Exception? Exception);
