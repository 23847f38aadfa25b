namespace Pinstitch.Attribute.Models;

/// <summary>The models that a configuration can name.</summary>
public static class AttributionModels
{
    private static readonly Dictionary<string, Func<ModelNumbers, AttributionModel>> Makers = new(StringComparer.Ordinal)
    {
        ["last_click"] = _ => new LastClick(),
        ["last_non_direct"] = _ => new LastNonDirect(),
        ["first_click"] = _ => new FirstClick(),
        ["linear"] = _ => new Linear(),
        ["time_decay"] = numbers => new TimeDecay(numbers.HalfLifeDays),
        ["position_based"] = numbers => new PositionBased(numbers.First, numbers.Last),
        ["j_curve"] = _ => new PositionBased(0.2m, 0.6m, "j_curve", "J curve"),
        ["inverse_j"] = _ => new PositionBased(0.6m, 0.2m, "inverse_j", "Inverse J"),
        ["shapley"] = _ => MemberModel.Shapley(),
        ["markov"] = _ => MemberModel.Markov(),
    };

    public static IEnumerable<string> Ids => Makers.Keys;

    /// <summary>Null for an id that is none.</summary>
    public static AttributionModel? Find(string id, ModelNumbers? numbers = null) =>
        Makers.TryGetValue(id, out var make) ? make(numbers ?? new()) : null;
}
