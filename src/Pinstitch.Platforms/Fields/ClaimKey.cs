using Pinstitch.Collect;

namespace Pinstitch.Platforms.Fields;

/// <summary>Which claim a column belongs to.</summary>
/// <param name="Type">Canonical type: <see cref="ConversionTypes"/>.</param>
/// <param name="Name">The platform's own name.</param>
/// <param name="Channel"><c>web</c>, <c>app</c>, <c>offline</c>, <c>onsite</c> or <c>all</c>.</param>
/// <param name="Touch"><c>click</c>, <c>engagement</c>, <c>engaged_view</c>, <c>view</c> or <c>total</c>.</param>
public sealed record ClaimKey(string Type, string Name, string Channel, string Touch)
{
    /// <summary>The window of this column; null for the report's.</summary>
    public ClaimWindow? Window { get; init; }

    /// <summary>The window in words; null for the report's.</summary>
    public string? WindowName { get; init; }

    /// <summary>How the platform credits it; null for the descriptor's.</summary>
    public string? Model { get; init; }

    /// <summary>Whether it repeats what other columns say.</summary>
    public bool IsTotal { get; init; }

    /// <summary>Whether it counts only where no other column of the row claims under the same name: the number over all windows, where none is told apart.</summary>
    public bool IsFallback { get; init; }

    /// <summary>
    /// Place among types that contain each other: of those in one row with the same type, touch and window only the ones
    /// with the lowest rank count; the others are marked as repeats. 0 where nothing overlaps.
    /// </summary>
    public int Rank { get; init; }
}
