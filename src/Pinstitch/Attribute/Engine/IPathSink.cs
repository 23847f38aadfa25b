namespace Pinstitch.Attribute.Engine;

/// <summary>Takes paths for data-driven models. Implemented by a struct, as <see cref="ICreditSink"/>.</summary>
public interface IPathSink
{
    /// <param name="person">Whose it is: a place in the touch table.</param>
    /// <param name="path">Members in order of time; at least one.</param>
    /// <param name="order">Place of the order that it ended in; −1 for none.</param>
    void Path(int person, ReadOnlySpan<int> path, int order);
}
