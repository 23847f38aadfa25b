using Pinstitch.Attribute.Engine;

namespace Pinstitch.Attribute.Models;

/// <summary>
/// One touch gets all. Of touches of several kinds only those of the kind that ranks highest are looked at
/// (<see cref="TouchRanks"/>), as in the platforms' own counting: a click before a view, however old.
/// </summary>
public abstract class SingleTouch(string id, string name) : AttributionModel(id, name)
{
    /// <summary>Place of the touch that gets all.</summary>
    public abstract int Choose(in TouchPath path);

    public sealed override void Weigh(in TouchPath path, Span<long> weights)
    {
        weights.Clear();
        weights[Choose(path)] = 1;
    }
}
