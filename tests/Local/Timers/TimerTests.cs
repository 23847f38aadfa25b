using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Pinstitch.Local.Hosting;
using Pinstitch.Local.Timers;
using Pinstitch.Tests.Local.Durable;
using Pinstitch.Tests.Storage;

namespace Pinstitch.Tests.Local.Timers;

/// <summary>Timer functions on a clock that the test advances; what is known of their runs is on the tests' Azurite.</summary>
public sealed class TimerTests(AzuriteFixture azurite)
{
    private static readonly DateTimeOffset Start = new(2026, 10, 31, 4, 20, 0, TimeSpan.Zero);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_timer_runs_at_the_times_of_its_six_field_schedule_in_UTC()
    {
        await using var run = await StartAsync("15 */30 * * * *");
        await run.NextRunAsync();
        await run.NextRunAsync();
        await run.NextRunAsync();
        Assert.Equal(["31 04:30:15", "31 05:00:15", "31 05:30:15"], await run.Calls.AfterAsync(3));
    }

    [Fact]
    public async Task A_run_that_was_missed_is_made_up_for_once_and_marked_as_late()
    {
        var connection = await azurite.AccountAsync();
        await using (var first = await StartAsync("0 0 * * * *", connection)) await first.NextRunAsync();
        await using var second = await StartAsync("0 0 * * * *", connection, Start.AddHours(5));
        Assert.Equal(["31 09:20:00 late"], await second.Calls.AfterAsync(1));
        await second.NextRunAsync();
        Assert.Equal(["31 09:20:00 late", "31 10:00:00"], await second.Calls.AfterAsync(2));
    }

    [Fact]
    public async Task A_run_that_was_missed_before_the_first_one_is_noticed_too()
    {
        var connection = await azurite.AccountAsync();
        await using (var first = await StartAsync("0 0 5 * * *", connection)) await first.Clock.NextAsync();
        await using var second = await StartAsync("0 0 5 * * *", connection, Start.AddHours(3));
        Assert.Equal(["31 07:20:00 late"], await second.Calls.AfterAsync(1));
    }

    [Fact]
    public async Task A_restart_between_two_runs_is_not_late()
    {
        var connection = await azurite.AccountAsync();
        await using (var first = await StartAsync("0 0 * * * *", connection)) await first.NextRunAsync();
        await using var second = await StartAsync("0 0 * * * *", connection, Start.AddMinutes(50));
        await second.NextRunAsync();
        Assert.Equal(["31 06:00:00"], await second.Calls.AfterAsync(1));
    }

    [Fact]
    public async Task A_schedule_that_was_changed_counts_from_now()
    {
        var connection = await azurite.AccountAsync();
        await using (var first = await StartAsync("0 0 0 29 2 *", connection)) await first.Clock.NextAsync();
        await using var second = await StartAsync("0 45 * * * *", connection, Start.AddHours(2));
        await second.NextRunAsync();
        Assert.Equal(["31 06:45:00"], await second.Calls.AfterAsync(1));
    }

    [Fact]
    public async Task A_run_that_takes_longer_than_the_interval_does_not_overlap_with_the_next()
    {
        await using var run = await StartAsync("0 0 * * * *");
        run.Calls.Hold = new(TaskCreationOptions.RunContinuationsAsynchronously);
        run.Clock.AdvanceTo(await run.Clock.NextAsync());
        await run.Calls.AfterAsync(1);
        run.Clock.Advance(TimeSpan.FromHours(3));
        var byHand = run.Timers.RunNowAsync(run.Function, Stop);
        Assert.Equal(1, run.Calls.Running);
        run.Calls.Hold.SetResult();
        run.Calls.Hold = null;
        await byHand;
        await run.Calls.AfterAsync(3);
        Assert.Equal(1, run.Calls.MostRunning);
    }

    [Fact]
    public async Task A_failed_run_is_tried_again_as_its_attribute_says_and_then_waits_for_the_next_time()
    {
        await using var run = await StartAsync(string.Empty, function: typeof(RetriedTimer));
        run.Calls.Failures = 3;
        await run.RunsAsync(4);
        Assert.Equal(["31 06:00:00", "31 06:01:00", "31 06:02:00", "01 06:00:00"], await run.Calls.AfterAsync(4));
    }

    [Fact]
    public async Task A_schedule_that_is_none_ends_the_start_with_a_text_that_names_the_function()
    {
        var refused = await Assert.ThrowsAsync<HostStartException>(() => StartAsync("every morning"));
        Assert.Contains("'every morning' of Hourly is not a six-field NCRONTAB expression", refused.Message, StringComparison.Ordinal);
    }

    private async Task<Run> StartAsync(string schedule, string? connection = null, DateTimeOffset? now = null, Type? function = null) =>
        await Run.StartAsync(connection ?? await azurite.AccountAsync(), schedule, now ?? Start, function ?? typeof(TimerSamples));

    /// <summary>The timers of one host.</summary>
    private sealed class Run(ServiceProvider services) : IAsyncDisposable
    {
        public TimerSamples.Calls Calls => services.GetRequiredService<TimerSamples.Calls>();

        public TestClock Clock => (TestClock)services.GetRequiredService<TimeProvider>();

        public TimerFunctions Timers => services.GetRequiredService<TimerFunctions>();

        public FunctionEntry Function => services.GetRequiredService<FunctionCatalog>().All.First();

        public static async Task<Run> StartAsync(string connection, string schedule, DateTimeOffset now, Type function)
        {
            var services = new ServiceCollection()
                .AddLogging()
                .AddSingleton<TimeProvider>(new TestClock(now))
                .AddSingleton(new TimerSamples.Calls())
                .AddSingleton(new FunctionCatalog([function]))
                .AddSingleton(new SettingNames(new ConfigurationManager { ["Schedule"] = schedule }))
                .AddSingleton(new TimerStatusStore(new BlobServiceClient(connection)))
                .AddSingleton<IHostApplicationLifetime, ApplicationLifetime>()
                .AddSingleton<FunctionInvoker>()
                .AddSingleton<TimerFunctions>()
                .BuildServiceProvider();
            await services.GetRequiredService<TimerFunctions>().StartAsync(Stop);
            return new(services);
        }

        public Task NextRunAsync() => RunsAsync(Calls.Count + 1);

        /// <summary>Advances until the function has run that often and its timer waits again.</summary>
        public async Task RunsAsync(int runs)
        {
            while (true)
            {
                var next = await Clock.NextAsync();
                if (Calls.Count >= runs) return;
                Clock.AdvanceTo(next);
            }
        }

        public async ValueTask DisposeAsync()
        {
            await Timers.StopAsync(CancellationToken.None);
            await services.DisposeAsync();
        }
    }
}
