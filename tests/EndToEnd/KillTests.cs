using System.Diagnostics;
using System.Globalization;
using Pinstitch.Lab.Shop;

namespace Pinstitch.Tests.EndToEnd;

/// <summary>
/// Promise 6 on the whole program: <c>kill -9</c> at random moments, a restart each time, and in the end the same served
/// tables. CI kills a few times; <c>PINSTITCH_KILLS=20 PINSTITCH_KILL_SEED=7</c> before the test's command asks for more.
/// </summary>
[Trait("Category", "EndToEnd")]
[Collection(typeof(DemoCollection))]
public sealed class KillTests(DemoFixture demo)
{
    private const int Usual = 4;

    [Promise(6)]
    [Fact]
    public async Task A_demo_that_is_killed_again_and_again_ends_with_the_same_served_tables()
    {
        var kills = Number("PINSTITCH_KILLS", Usual);
        var seed = (ulong)Number("PINSTITCH_KILL_SEED", 1);
        var draw = new Draw(seed, -1, Purpose.Broken);
        var story = new List<string> { $"seed {seed}" };
        for (var killed = 0; killed < kills;)
        {
            // A demo that came to its end before its kill makes room for another one.
            await using var folder = new DemoFolder();
            var mails = new MailWatch(folder.Path);
            DemoExit exit;
            do
            {
                using var process = DemoProcess.Start([.. DemoFixture.ArgumentsOfFirst(folder.Path), "--json"]);
                if (killed < kills && await EndsWithinAsync(process, Delay(ref draw, story)) is false)
                {
                    process.Kill();
                    killed++;
                }

                exit = await process.WaitAsync();
                story.Add($"ended with {exit.Code} {exit.Errors}");
                Assert.True(exit.Code is 0 or 137, string.Join('\n', story));
                mails.Look();
            }
            while (exit.Code != 0);
            var (blobs, tables) = await folder.OpenAsync();
            var served = await ServedRun.ReadAsync(blobs, tables);
            if (served.Describe() != demo.FirstServed.Describe()) Assert.Fail(string.Join('\n', story) + "\n" + Difference(demo.FirstServed.Describe(), served.Describe()));
            Assert.True(mails.WereSentOnce, string.Join('\n', story));
        }

        TestContext.Current.TestOutputHelper?.WriteLine(string.Join('\n', story));
    }

    /// <summary>From the first instant to a third of the time that three demos take side by side: a restart needs some of it to get to where it was.</summary>
    private TimeSpan Delay(ref Draw draw, List<string> story)
    {
        var delay = TimeSpan.FromSeconds(0.1 + (draw.Uniform() * demo.Seconds / 3));
        story.Add($"to be killed after {delay.TotalSeconds:0.00} s");
        return delay;
    }

    private static async Task<bool> EndsWithinAsync(DemoProcess process, TimeSpan delay)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < delay && !process.HasExited) await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, TestContext.Current.CancellationToken);
        return process.HasExited;
    }

    private static string Difference(string one, string two)
    {
        var (left, right) = (one.Split('\n'), two.Split('\n'));
        return string.Join('\n', left.Except(right).Take(5).Select(line => $"undisturbed: {line}").Concat(right.Except(left).Take(5).Select(line => $"killed:      {line}")));
    }

    private static int Number(string variable, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : usual;
}
