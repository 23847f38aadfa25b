using Cronos;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Pinstitch.Local.Hosting;
using Pinstitch.Local.Hub;

namespace Pinstitch.Local.Timers;

/// <summary>
/// Runs timer functions: six-field NCRONTAB in UTC, the last run kept in storage so that a missed one is noticed, never
/// two runs of one timer at once.
/// </summary>
internal sealed partial class TimerFunctions(
    FunctionCatalog catalog,
    SettingNames settings,
    TimerStatusStore statuses,
    FunctionInvoker invoker,
    TimeProvider time,
    IHostApplicationLifetime lifetime,
    ILogger<TimerFunctions> logger) : IHostPart
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);
    private readonly Dictionary<string, SemaphoreSlim> running = [];
    private readonly CancellationTokenSource stopping = new();
    private Task loops = Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellation)
    {
        await statuses.PrepareAsync(cancellation);
        var timers = catalog.Of<TimerTriggerAttribute>().ToList();
        foreach (var timer in timers) running[timer.Name] = new(1);
        loops = Task.WhenAll(timers.Select(LoopAsync));
        _ = loops.ContinueWith(
            failed =>
            {
                LogLoopFailed(failed.Exception!);
                lifetime.StopApplication();
            },
            CancellationToken.None,
            TaskContinuationOptions.OnlyOnFaulted,
            TaskScheduler.Default);
    }

    public async Task StopAsync(CancellationToken cancellation)
    {
        await stopping.CancelAsync();
        await loops.ContinueWith(_ => { }, cancellation, TaskContinuationOptions.None, TaskScheduler.Default);
    }

    /// <summary>Runs a timer function now, outside its schedule.</summary>
    public async Task RunNowAsync(FunctionEntry function, CancellationToken cancellation)
    {
        await running[function.Name].WaitAsync(cancellation);
        try
        {
            await invoker.InvokeAsync(function, new TimerInfo(), cancellation: stopping.Token);
        }
        finally
        {
            running[function.Name].Release();
        }
    }

    private async Task LoopAsync(FunctionEntry function)
    {
        var trigger = (TimerTriggerAttribute)function.Trigger;
        var schedule = Parse(settings.Resolve(trigger.Schedule), function.Name);
        var status = trigger.UseMonitor ? await statuses.ReadAsync(function.Name, stopping.Token) : null;
        var next = status?.Next ?? Next(schedule, Now());
        if (trigger.RunOnStartup) await RunAsync(function, trigger, status, Next(schedule, Now()), isPastDue: false);
        while (!stopping.IsCancellationRequested)
        {
            var isPastDue = status is not null && next < Now() - TimeSpan.FromSeconds(1);
            while (next > Now())
            {
                var wait = next - Now();
                if (wait > TimeSpan.Zero) await Task.Delay(wait < LongestWait ? wait : LongestWait, time, stopping.Token);
            }

            next = Next(schedule, Now());
            status = await RunAsync(function, trigger, status, next, isPastDue);
        }
    }

    private async Task<ScheduleStatus> RunAsync(FunctionEntry function, TimerTriggerAttribute trigger, ScheduleStatus? before, DateTime next, bool isPastDue)
    {
        await running[function.Name].WaitAsync(stopping.Token);
        try
        {
            await InvokeAsync(function, new TimerInfo { IsPastDue = isPastDue, ScheduleStatus = before });
            var status = new ScheduleStatus { Last = Now(), Next = next, LastUpdated = Now() };
            if (trigger.UseMonitor) await statuses.WriteAsync(function.Name, status, stopping.Token);
            return status;
        }
        finally
        {
            running[function.Name].Release();
        }
    }

    private async Task InvokeAsync(FunctionEntry function, TimerInfo info)
    {
        var retry = RetryPlan.Of(function.Retry);
        for (var tries = 0; ; tries++)
        {
            try
            {
                await invoker.InvokeAsync(function, info, null, tries, retry.MaxRetryCount, stopping.Token);
                return;
            }
            catch (Exception e) when (!stopping.IsCancellationRequested)
            {
                LogFailed(e, function.Name, tries + 1);
                if (!retry.Allows(tries)) return;
                await Task.Delay(retry.Pause(tries + 1), time, stopping.Token);
            }
        }
    }

    private DateTime Now() => time.GetUtcNow().UtcDateTime;

    private static CronExpression Parse(string schedule, string function)
    {
        try
        {
            return CronExpression.Parse(schedule, CronFormat.IncludeSeconds);
        }
        catch (CronFormatException e)
        {
            throw new HostStartException($"The schedule '{schedule}' of {function} is not a six-field NCRONTAB expression (seconds first): {e.Message}", e);
        }
    }

    private static DateTime Next(CronExpression schedule, DateTime after) =>
        schedule.GetNextOccurrence(after) ?? DateTime.MaxValue;

    [LoggerMessage(9201, LogLevel.Error, "{Function} failed on try {Try}")]
    private partial void LogFailed(Exception e, string function, int @try);

    [LoggerMessage(9202, LogLevel.Critical, "The timers stopped; the host goes down")]
    private partial void LogLoopFailed(Exception e);
}
