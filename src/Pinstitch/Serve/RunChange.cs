namespace Pinstitch.Serve;

/// <summary>An order whose credit differs between two runs.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Causes">Why, of: <c>new</c>, <c>gone</c>, <c>refund</c>, <c>edit</c>, <c>edge</c> (another person), <c>touch</c> (late, erased), <c>ads</c> (the platform's lists), <c>configuration</c>, <c>model_fit</c>, <c>code</c>.</param>
/// <param name="Before">Minor units credited before, by model and channel; none for an order that was not there.</param>
/// <param name="After">The same after.</param>
public sealed record RunChange(
    string OrderId,
    IReadOnlyList<string> Causes,
    IReadOnlyDictionary<string, long> Before,
    IReadOnlyDictionary<string, long> After);
