using Microsoft.Extensions.Logging;

namespace Pinstitch.Tests.Local.Timers;

/// <summary>Keeps what was logged as critical, with its exception.</summary>
internal sealed class CriticalLog : ILoggerProvider, ILogger
{
    public string Critical { get; private set; } = string.Empty;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel == LogLevel.Critical;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel)) Critical += $"{formatter(state, exception)} {exception}";
    }

    public void Dispose()
    {
    }
}
