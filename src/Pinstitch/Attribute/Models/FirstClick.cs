using Pinstitch.Attribute.Engine;

namespace Pinstitch.Attribute.Models;

/// <summary>All to the first touch in the window.</summary>
public sealed class FirstClick() : SingleTouch("first_click", "First click")
{
    public override int Choose(in TouchPath path) => 0;
}
