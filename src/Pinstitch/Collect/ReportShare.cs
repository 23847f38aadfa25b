using System.Globalization;

namespace Pinstitch.Collect;

/// <summary>A share of a report: some of the entities of a list, where all of them at once are more than the platform can make.</summary>
/// <param name="Level">What the entities are: <see cref="ReportLevels"/>.</param>
/// <param name="List">Their list, named by the hash of what is in it.</param>
/// <param name="First">Place of the first in the list.</param>
/// <param name="Count">How many there are.</param>
public sealed record ReportShare(string Level, string List, int First, int Count)
{
    /// <summary>The same entities in two shares.</summary>
    /// <exception cref="InvalidOperationException">There is only one.</exception>
    public (ReportShare One, ReportShare Other) Halves() => Count > 1
        ? (this with { Count = Count / 2 }, this with { First = First + (Count / 2), Count = Count - (Count / 2) })
        : throw new InvalidOperationException($"{this} is a single entity.");

    /// <summary>As it stands in paths.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Level}-{List}-{First}-{Count}");
}
