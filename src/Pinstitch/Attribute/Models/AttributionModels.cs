namespace Pinstitch.Attribute.Models;

/// <summary>The models that a configuration can name.</summary>
public static class AttributionModels
{
    private static readonly Dictionary<string, Func<AttributionModel>> Makers = new(StringComparer.Ordinal)
    {
        ["last_click"] = () => new LastClick(),
        ["last_non_direct"] = () => new LastNonDirect(),
        ["first_click"] = () => new FirstClick(),
        ["linear"] = () => new Linear(),
        ["time_decay"] = () => new TimeDecay(),
        ["position_based"] = () => new PositionBased(),
        ["j_curve"] = () => new PositionBased(0.2, 0.6, "j_curve", "J curve"),
        ["inverse_j"] = () => new PositionBased(0.6, 0.2, "inverse_j", "Inverse J"),
    };

    public static IEnumerable<string> Ids => Makers.Keys;

    /// <summary>Null for an id that is none.</summary>
    public static AttributionModel? Find(string id) => Makers.TryGetValue(id, out var make) ? make() : null;
}
