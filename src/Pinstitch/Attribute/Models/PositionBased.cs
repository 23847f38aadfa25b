using System.Globalization;
using System.Runtime.Intrinsics;
using Pinstitch.Attribute.Engine;

namespace Pinstitch.Attribute.Models;

/// <summary>
/// Fixed shares to the first and the last touch, the rest evenly to those between. 40/20/40 is Google Ads' model, 20/20/60
/// and 60/20/20 are Adobe's J and inverse J. Of two touches each gets its share of what first and last have together (half
/// each when that is nothing); one touch gets all.
/// </summary>
public sealed class PositionBased : AttributionModel
{
    /// <summary>Shares are whole ten-thousandths.</summary>
    public const long Unit = 10_000;

    private readonly long first;
    private readonly long middle;
    private readonly long last;

    // Weights of 0, 1 … 8 touches, eight places each, their sums and 1 ÷ those.
    private readonly long[] weightsOf = new long[(LaneSplit.Width + 1) * LaneSplit.Width];
    private readonly long[] sums = new long[LaneSplit.Width + 1];
    private readonly double[] inverses = new double[LaneSplit.Width + 1];

    /// <param name="first">Share of the first touch, 0 to 1.</param>
    /// <param name="last">Share of the last touch, 0 to 1; with <paramref name="first"/> at most 1.</param>
    /// <param name="id">Stable id; the default split's when left out.</param>
    /// <param name="name">Name for people.</param>
    /// <exception cref="ArgumentOutOfRangeException">A share is below 0, or together they are above 1.</exception>
    public PositionBased(decimal first = 0.4m, decimal last = 0.4m, string id = "position_based", string name = "Position based")
        : base(id, name)
    {
        this.first = (long)decimal.Round(first * Unit);
        this.last = (long)decimal.Round(last * Unit);
        middle = Unit - this.first - this.last;
        ArgumentOutOfRangeException.ThrowIfNegative(this.first, nameof(first));
        ArgumentOutOfRangeException.ThrowIfNegative(this.last, nameof(last));
        ArgumentOutOfRangeException.ThrowIfNegative(middle, nameof(last));
        for (var count = 1; count <= LaneSplit.Width; count++)
        {
            var weights = weightsOf.AsSpan(count * LaneSplit.Width, count);
            Weigh(default, weights);
            foreach (var weight in weights) sums[count] += weight;
            inverses[count] = 1.0 / sums[count];
        }
    }

    public override string Parameters =>
        string.Create(CultureInfo.InvariantCulture, $"{first / 100m:0.##}/{middle / 100m:0.##}/{last / 100m:0.##}");

    public override IReadOnlyDictionary<string, long> Numbers => new Dictionary<string, long> { ["first"] = first, ["middle"] = middle, ["last"] = last };

    public override void Weigh(in TouchPath path, Span<long> weights)
    {
        switch (weights.Length)
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
                // In units of Unit × touches between, so that their shares are whole too.
                var between = weights.Length - 2;
                weights.Fill(middle);
                weights[0] = first * between;
                weights[^1] = last * between;
                break;
        }
    }

    /// <summary>Those between have the same share, so that one division does for all of them.</summary>
    public override void Split(long total, in TouchPath path, Span<long> weights, Span<long> cents)
    {
        var between = cents.Length - 2;
        if (between < 1 || !path.Factors.IsEmpty || total is < 0 or > 1L << 40)
        {
            base.Split(total, path, weights, cents);
            return;
        }

        Weigh(path, weights);
        var (ofFirst, restOfFirst) = Math.DivRem((ulong)(total * first), (ulong)Unit);
        var (ofLast, restOfLast) = Math.DivRem((ulong)(total * last), (ulong)Unit);
        var (ofEach, rest) = Math.DivRem((ulong)(total * middle), (ulong)(Unit * between));
        cents.Fill((long)ofEach);
        cents[0] = (long)ofFirst;
        cents[^1] = (long)ofLast;
        // All remainders in the unit of those between; the earlier goes first where they are equal.
        var left = (int)(total - (long)ofFirst - (long)ofLast - ((long)ofEach * between));
        var (one, other) = (restOfFirst * (ulong)between, restOfLast * (ulong)between);
        if (one >= rest && one >= other) left = Give(cents[..1], left);
        if (other > rest && other > one) left = Give(cents[^1..], left);
        if (one >= rest && one < other) left = Give(cents[..1], left);
        if (other > rest && other <= one) left = Give(cents[^1..], left);
        left = Give(cents[1..^1], left);
        if (one < rest && one >= other) left = Give(cents[..1], left);
        if (other <= rest) left = Give(cents[^1..], left);
        if (one < rest && one < other) _ = Give(cents[..1], left);
    }

    internal override bool TrySplit(OrderBlock block, long[] weights, long[] cents)
    {
        if (!LaneSplit.IsSupported) return false;
        for (var place = 0; place < block.Count; place++)
        {
            var count = block.Touches(place);
            var weight = Vector512.Create(weightsOf, count * LaneSplit.Width);
            weight.CopyTo(weights, place * LaneSplit.Width);
            LaneSplit.LargestRemainder(block.Total(place), weight, sums[count], inverses[count]).CopyTo(cents, place * LaneSplit.Width);
        }

        return true;
    }

    private static int Give(Span<long> cents, int left)
    {
        var given = Math.Min(left, cents.Length);
        for (var touch = 0; touch < given; touch++) cents[touch]++;
        return left - given;
    }
}
