using System.Diagnostics;
using System.Globalization;
using Pinstitch.Lab.Shop;

namespace Pinstitch.Tests.EndToEnd;

/// <summary>
/// Promise 6 on the whole program: <c>kill -9</c> at random moments, a restart each time, and in the end the same served
/// tables. CI kills twice; <c>PINSTITCH_KILLS=20 PINSTITCH_KILL_SEED=7</c> before the test's command asks for more.
/// </summary>
[Trait("Category", "EndToEnd")]
[Collection(typeof(DemoCollection))]
public sealed class KillTests(DemoFixture demo)
{
    private const int Usual = 2;

    [Promise(6)]
    [Fact]
    public async Task A_demo_that_is_killed_again_and_again_ends_with_the_same_served_tables()
    {
        var kills = Deaths.Number(Usual);
        var seed = ulong.TryParse(Environment.GetEnvironmentVariable("PINSTITCH_KILL_SEED"), CultureInfo.InvariantCulture, out var asked) ? asked : 1;
        var draw = new Draw(seed, -1, Purpose.Broken);
        var story = new List<string> { $"seed {seed}" };
        var watch = Stopwatch.StartNew();
        var last = demo.FirstServed.Describe();
        for (var (killed, demos) = (0, 1); killed < kills; demos++)
        {
            // A demo that came to its end before its kill makes room for another one.
            await using var folder = new DemoFolder();
            var mails = new MailWatch(folder.Path);
            DemoExit exit;
            do
            {
                using var process = DemoProcess.Start(DemoFixture.ArgumentsOfFirst(folder.Path));
                var delay = Delay(ref draw);
                if (killed < kills && await EndsWithinAsync(process, delay) is false)
                {
                    process.Kill();
                    killed++;
                }

                exit = await process.WaitAsync();
                story.Add(string.Create(CultureInfo.InvariantCulture, $"demo {demos}: ended with {exit.Code} after {process.Seconds:0.0} s, kill {killed}, in \"{exit.LastStep}\" {exit.Errors}"));
                Assert.True(exit.Code is 0 or 137, string.Join('\n', story));
                mails.Look();
            }
            while (exit.Code != 0);
            var (blobs, tables) = await folder.OpenAsync();
            var served = await ServedRun.ReadAsync(blobs, tables);
            if (served.Describe() != last) Assert.Fail(string.Join('\n', story) + "\n" + Difference(last, served.Describe()));
            Assert.True(mails.WereSentOnce, string.Join('\n', story));
            var replayed = await DemoReplay.CheckAsync(blobs, tables);
            Assert.All(replayed, instance => Assert.True(instance.Value is null, $"{instance.Key}: {instance.Value}"));
            story.Add($"demo {demos}: the same served tables; {replayed.Count} orchestrations replay to the same calls");
        }

        story.Add(string.Create(CultureInfo.InvariantCulture, $"{kills} kills in {watch.Elapsed.TotalSeconds:0} s"));
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', story));
        if (Environment.GetEnvironmentVariable("PINSTITCH_KILL_STORY") is { } file) await File.WriteAllLinesAsync(file, story, TestContext.Current.CancellationToken);
    }

    /// <summary>Up to the time that one of the three demos took, which ran side by side: any moment of a run may be its last.</summary>
    private TimeSpan Delay(ref Draw draw) => TimeSpan.FromSeconds(0.1 + (draw.Uniform() * demo.Seconds / 2));

    private static async Task<bool> EndsWithinAsync(DemoProcess process, TimeSpan delay)
    {
        while (process.Seconds < delay.TotalSeconds && !process.HasExited) await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, TestContext.Current.CancellationToken);
        return process.HasExited;
    }

    private static string Difference(string one, string two)
    {
        var (left, right) = (one.Split('\n'), two.Split('\n'));
        return string.Join('\n', left.Except(right).Take(5).Select(line => $"undisturbed: {line}").Concat(right.Except(left).Take(5).Select(line => $"killed:      {line}")));
    }
}
