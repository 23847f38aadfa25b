using Pinstitch.Attribute.Engine;

namespace Pinstitch.Attribute.Models;

/// <summary>All to the last touch, direct visits included: what last-click reports say.</summary>
public sealed class LastClick() : SingleTouch("last_click", "Last click")
{
    public override bool DirectOnlyIfAlone => false;

    public override int Choose(in TouchPath path) => path.Count - 1;
}
