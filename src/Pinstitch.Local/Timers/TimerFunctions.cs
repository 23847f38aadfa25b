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

    /// <summary>A run that is late by less than this was not missed.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);
    private readonly Dictionary<string, SemaphoreSlim> running = [];
    private readonly CancellationTokenSource stopping = new();
    private Task loops = Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellation)
    {
        await statuses.PrepareAsync(cancellation);
        // Before anything runs, so that a schedule that is wrong ends the start.
        var timers = catalog.Of<TimerTriggerAttribute>().Select(timer => (Function: timer, Schedule: Parse(settings.Resolve(((TimerTriggerAttribute)timer.Trigger).Schedule), timer.Name))).ToList();
        foreach (var (timer, _) in timers) running[timer.Name] = new(1);
        loops = Task.WhenAll(timers.Select(timer => LoopAsync(timer.Function, timer.Schedule)));
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

    private async Task LoopAsync(FunctionEntry function, CronExpression schedule)
    {
        var trigger = (TimerTriggerAttribute)function.Trigger;
        var status = await FirstAsync(function, trigger, schedule);
        var isPastDue = status.Next < Now() - Grace;
        if (isPastDue || trigger.RunOnStartup) status = await RunAsync(function, trigger, schedule, status, isPastDue);
        while (!stopping.IsCancellationRequested)
        {
            while (status.Next - Now() is { Ticks: > 0 } wait)
                await Task.Delay(wait < LongestWait ? wait : LongestWait, time, stopping.Token);
            status = await RunAsync(function, trigger, schedule, status, isPastDue: false);
        }
    }

    /// <summary>
    /// What is known of earlier runs. Without any, or when the schedule is another now, the next run is noted at once, so
    /// that it is missed when the host is down at that time.
    /// </summary>
    private async Task<ScheduleStatus> FirstAsync(FunctionEntry function, TimerTriggerAttribute trigger, CronExpression schedule)
    {
        var known = trigger.UseMonitor ? await statuses.ReadAsync(function.Name, stopping.Token) : null;
        if (known is not null && Next(schedule, known.Last == default ? known.LastUpdated : known.Last) == known.Next) return known;
        var first = new ScheduleStatus { Last = known?.Last ?? default, Next = Next(schedule, Now()), LastUpdated = Now() };
        if (trigger.UseMonitor) await statuses.WriteAsync(function.Name, first, stopping.Token);
        return first;
    }

    private async Task<ScheduleStatus> RunAsync(FunctionEntry function, TimerTriggerAttribute trigger, CronExpression schedule, ScheduleStatus before, bool isPastDue)
    {
        await running[function.Name].WaitAsync(stopping.Token);
        try
        {
            var began = Now();
            await InvokeAsync(function, new TimerInfo { IsPastDue = isPastDue, ScheduleStatus = trigger.UseMonitor ? before : null });
            var status = new ScheduleStatus { Last = began, Next = Next(schedule, began), LastUpdated = Now() };
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
