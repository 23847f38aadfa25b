using Pinstitch.Attribute.Engine;

namespace Pinstitch.Attribute.Models;

/// <summary>
/// A rule that weighs the touches before an order. A new rule is a new class of this kind and a line in
/// <see cref="AttributionModels"/>.
/// </summary>
public abstract class AttributionModel(string id, string name)
{
    /// <summary>Stable, for storage.</summary>
    public string Id { get; } = id;

    /// <summary>For people.</summary>
    public string Name { get; } = name;

    /// <summary>The rule's numbers in words, such as <c>half-life 7 days</c>; empty when it has none.</summary>
    public virtual string Parameters => string.Empty;

    /// <summary>The rule's numbers as whole numbers, by name, for proofs; empty when it has none.</summary>
    public virtual IReadOnlyDictionary<string, long> Numbers { get; } = new Dictionary<string, long>();

    /// <summary>
    /// Whether direct visits are left out unless there is nothing else. Direct says that the channel is not known; weighing
    /// it against channels that are would take from them what they have earned.
    /// </summary>
    public virtual bool DirectOnlyIfAlone => true;

    /// <summary>Weighs touches.</summary>
    /// <param name="path">The touches that count, oldest first; at least one.</param>
    /// <param name="weights">One per touch, not negative, at least one above zero; whole numbers in whatever unit.</param>
    public abstract void Weigh(in TouchPath path, Span<long> weights);

    /// <summary>
    /// Splits an order's value. The default weighs, applies what views count for, and rounds by largest remainder; a model
    /// overrides it only to come to the same cents faster, or by a split of its own.
    /// </summary>
    /// <param name="total">Minor units; may be zero or negative.</param>
    /// <param name="path">The touches that count, oldest first; at least one.</param>
    /// <param name="weights">Gets what the split is by.</param>
    /// <param name="cents">Gets one part per touch; they sum to <paramref name="total"/>.</param>
    public virtual void Split(long total, in TouchPath path, Span<long> weights, Span<long> cents)
    {
        Weigh(path, weights);
        if (!path.Factors.IsEmpty) ViewFactors.Apply(path.Factors, path.ViewCap, weights);
        CreditSplit.LargestRemainder(total, weights, cents);
    }

    /// <summary>The same weights and cents for all orders of a block, eight places each, or false where the model has no such form here.</summary>
    internal virtual bool TrySplit(OrderBlock block, long[] weights, long[] cents) => false;
}
