namespace Pinstitch.Attribute.Engine;

/// <summary>Takes credit as it is found. Implemented by a struct, so that the pass calls it without indirection.</summary>
public interface ICreditSink
{
    /// <summary>Told before an order's credit.</summary>
    /// <param name="order">Place of the order.</param>
    /// <param name="touches">All touches that count for it, oldest first: places in the table.</param>
    void Begin(int order, ReadOnlySpan<int> touches);

    /// <param name="order">Place of the order.</param>
    /// <param name="model">Place of the model.</param>
    /// <param name="path">The touches that the model looks at.</param>
    /// <param name="weights">What the split is by, in the model's unit.</param>
    /// <param name="cents">Minor units; they sum to the order's value.</param>
    void Credit(int order, int model, in TouchPath path, ReadOnlySpan<long> weights, ReadOnlySpan<long> cents);

    /// <summary>All credit under a single-touch model.</summary>
    /// <param name="order">Place of the order.</param>
    /// <param name="model">Place of the model.</param>
    /// <param name="path">The touches that the model looks at.</param>
    /// <param name="touch">Place in the path of the one that gets it.</param>
    /// <param name="cents">The order's value in minor units.</param>
    void All(int order, int model, in TouchPath path, int touch, long cents);

    /// <param name="order">Place of the order.</param>
    /// <param name="hadTouch">Whether there was an earlier touch, too old or of a kind that never counts.</param>
    void Unattributed(int order, bool hadTouch);
}
