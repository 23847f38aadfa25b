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

    /// <summary>
    /// Whether direct visits are left out unless there is nothing else. Direct says that the channel is not known; weighing
    /// it against channels that are would take from them what they have earned.
    /// </summary>
    public virtual bool DirectOnlyIfAlone => true;

    /// <summary>Weighs touches.</summary>
    /// <param name="ages">Age of each touch at the order, in days, oldest touch first; at least one.</param>
    /// <param name="weights">One per touch, not negative, at least one above zero; they need not sum to one.</param>
    public abstract void Weigh(ReadOnlySpan<double> ages, Span<double> weights);
}
