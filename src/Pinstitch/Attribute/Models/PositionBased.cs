using System.Globalization;

namespace Pinstitch.Attribute.Models;

/// <summary>
/// Fixed shares to the first and the last touch, the rest evenly to those between. 40/20/40 is Google Ads' model. Of two
/// touches each gets its share of what first and last have together; one touch gets all.
/// </summary>
/// <param name="first">Share of the first touch, 0 to 1.</param>
/// <param name="last">Share of the last touch, 0 to 1; with <paramref name="first"/> at most 1.</param>
/// <param name="id">Stable id; the default split's when left out.</param>
/// <param name="name">Name for people.</param>
public sealed class PositionBased(double first = 0.4, double last = 0.4, string id = "position_based", string name = "Position based")
    : AttributionModel(id, name)
{
    public override string Parameters =>
        string.Create(CultureInfo.InvariantCulture, $"{first * 100:0}/{(1 - first - last) * 100:0}/{last * 100:0}");

    public override void Weigh(ReadOnlySpan<double> ages, Span<double> weights)
    {
        switch (ages.Length)
        {
            case 1:
                weights[0] = 1;
                break;
            case 2:
                weights[0] = first;
                weights[1] = last;
                if (first + last == 0) weights.Fill(1);
                break;
            default:
                weights.Fill((1 - first - last) / (ages.Length - 2));
                weights[0] = first;
                weights[^1] = last;
                break;
        }
    }
}
