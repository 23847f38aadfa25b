using Pinstitch.Attribute.Engine;

namespace Pinstitch.Attribute.Models;

/// <summary>All to the last touch that is not direct; to a direct visit only where there is nothing else.</summary>
public sealed class LastNonDirect() : SingleTouch("last_non_direct", "Last non-direct click")
{
    public override int Choose(in TouchPath path) => path.Count - 1;
}
