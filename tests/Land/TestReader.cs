using System.Text;
using Pinstitch.Land;
using Pinstitch.Land.Traffic;

namespace Pinstitch.Tests.Land;

/// <summary>A reader with a fixed clock, and events for it.</summary>
internal static class TestReader
{
    public static readonly DateTimeOffset Now = new(2026, 10, 31, 4, 0, 0, TimeSpan.Zero);

    public static EventReader Make(TrafficRules? traffic = null, byte[]? former = null) =>
        new(new Pseudonyms("pepper-of-the-tests"u8.ToArray(), former), "EUR", new FixedClock(Now), traffic);

    public static EventReading Read(string json) => Make().Read(Encoding.UTF8.GetBytes(json));

    public static LandedEvent Landed(string json)
    {
        var reading = Read(json);
        Assert.Empty(reading.Violations);
        return reading.Event!;
    }

    /// <summary>A sound event with some fields more.</summary>
    public static string Event(string fields, string name = "page_visit") =>
        $$$"""{"event_id":"e-1","event_name":"{{{name}}}","event_time":"2026-10-30T12:00:00Z",{{{fields}}}}""";

    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
