using System.Globalization;

namespace Pinstitch.Attribute.Models;

/// <summary>
/// Half as much for each half-life of age, counted back from the order in continuous time. Seven days is the half-life of
/// Google Ads' model of that name.
/// </summary>
/// <param name="halfLifeDays">More than zero.</param>
public sealed class TimeDecay(double halfLifeDays = 7) : AttributionModel("time_decay", "Time decay")
{
    public override string Parameters => string.Create(CultureInfo.InvariantCulture, $"half-life {halfLifeDays} days");

    public override void Weigh(ReadOnlySpan<double> ages, Span<double> weights)
    {
        // Relative to the youngest touch, so that very old paths do not vanish into zero.
        var youngest = ages[^1];
        for (var touch = 0; touch < ages.Length; touch++) weights[touch] = double.Exp2((youngest - ages[touch]) / halfLifeDays);
    }
}
