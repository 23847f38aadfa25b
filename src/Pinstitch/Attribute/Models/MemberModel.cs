using Pinstitch.Attribute.Engine;

namespace Pinstitch.Attribute.Models;

/// <summary>
/// A data-driven model: what counts is which channels are in the path, not how often or where. The value is split over the
/// channels by their weights, in order of first appearance, and each channel's part evenly over its touches; both splits
/// are exact, so the credit of each channel is what the model says of it, to the cent.
/// </summary>
public sealed class MemberModel : AttributionModel
{
    private readonly long[]? weightOf;

    private MemberModel(string id, string name, bool isByEffect, long[]? weightOf)
        : base(id, name)
    {
        IsByEffect = isByEffect;
        this.weightOf = weightOf;
    }

    /// <summary>
    /// Equal parts to the distinct channels of the path: exactly the Shapley value of the game whose coalitions are worth
    /// the conversions of the paths within them (Zhao, Mahboobi and Bagheri 2018).
    /// </summary>
    public static MemberModel Shapley() => new("shapley", "Shapley value", isByEffect: false, null);

    /// <summary>By removal effect (Anderl et al. 2016). Until effects are fitted all channels weigh the same.</summary>
    public static MemberModel Markov() => new("markov", "Markov chain", isByEffect: true, null);

    /// <summary>Whether weights have to be fitted.</summary>
    public bool IsByEffect { get; }

    public override string Parameters => IsByEffect ? "removal effect of the channel" : "equal over the path's channels";

    public override IReadOnlyDictionary<string, long> Numbers => new Dictionary<string, long> { ["byChannel"] = 1, [IsByEffect ? "byEffect" : "equal"] = 1 };

    /// <summary>The model with fitted weights.</summary>
    /// <param name="weights">By member (<see cref="TouchPath.Member"/>), not negative, below 2^31; of a path without weight all channels weigh the same.</param>
    public MemberModel Fitted(long[] weights) => new(Id, Name, IsByEffect, weights);

    /// <summary>Gives every touch its channel's weight over the channel's number of touches, only to show it; the split is <see cref="Split"/>'s.</summary>
    public override void Weigh(in TouchPath path, Span<long> weights)
    {
        for (var touch = 0; touch < path.Count; touch++)
        {
            var member = path.Member(touch);
            weights[touch] = Math.Max(1, (Weight(member) << 20) / Touches(path, member));
        }
    }

    public override void Split(long total, in TouchPath path, Span<long> weights, Span<long> cents)
    {
        Span<int> members = path.Count <= 64 ? stackalloc int[path.Count] : new int[path.Count];
        Span<long> parts = path.Count <= 64 ? stackalloc long[2 * path.Count] : new long[2 * path.Count];
        var count = 0;
        for (var touch = 0; touch < path.Count; touch++)
        {
            var member = path.Member(touch);
            if (!members[..count].Contains(member)) members[count++] = member;
        }

        var shares = parts[..count];
        var memberCents = parts.Slice(path.Count, count);
        var sum = 0L;
        for (var place = 0; place < count; place++) sum += shares[place] = Weight(members[place]);
        if (sum == 0) shares.Fill(1);
        CreditSplit.LargestRemainder(total, shares, memberCents);
        for (var place = 0; place < count; place++) Spread(path, members[place], memberCents[place], shares[place], weights, cents);
    }

    private static void Spread(in TouchPath path, int member, long total, long share, Span<long> weights, Span<long> cents)
    {
        var touches = Touches(path, member);
        var (each, left) = Math.DivRem(total, touches);
        var more = Math.Abs(left);
        for (var touch = 0; touch < path.Count; touch++)
        {
            if (path.Member(touch) != member) continue;
            weights[touch] = (share << 20) / touches;
            cents[touch] = each + (more-- > 0 ? Math.Sign(left) : 0);
        }
    }

    private static int Touches(in TouchPath path, int member)
    {
        var touches = 0;
        for (var touch = 0; touch < path.Count; touch++)
        {
            if (path.Member(touch) == member) touches++;
        }

        return touches;
    }

    private long Weight(int member) => weightOf is null ? 1 : weightOf[member];
}
