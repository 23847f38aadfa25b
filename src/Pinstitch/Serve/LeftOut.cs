using System.Globalization;

namespace Pinstitch.Serve;

/// <summary>Events that are kept and in no number, by why.</summary>
/// <param name="Bots">Programs that look at pages.</param>
/// <param name="Staff">The shop's own people.</param>
/// <param name="Tests">Events that their sender calls tests.</param>
public sealed record LeftOut(long Bots, long Staff, long Tests)
{
    /// <summary>In one sentence; null when there are none.</summary>
    public string? Sentence
    {
        get
        {
            string?[] parts = [Part(Bots, "of bots"), Part(Staff, "of the shop's own people"), Part(Tests, "sent as tests")];
            var named = parts.OfType<string>().ToList();
            return named.Count == 0 ? null : $"In no number: {string.Join(", ", named)}.";
        }
    }

    private static string? Part(long count, string what) => count == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{count:N0} {(count == 1 ? "event" : "events")} {what}");
}
