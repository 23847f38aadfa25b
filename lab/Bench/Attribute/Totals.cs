using Pinstitch.Attribute.Engine;

namespace Pinstitch.Lab.Bench.Attribute;

/// <summary>Adds up cents by campaign and model.</summary>
internal readonly struct Totals(int models, int campaigns) : ICreditSink
{
    public long[] Cents { get; } = new long[campaigns * models];

    public void Begin(int order, ReadOnlySpan<int> touches)
    {
    }

    public void Credit(int order, int model, in TouchPath path, ReadOnlySpan<long> weights, ReadOnlySpan<long> cents)
    {
        var codes = path.Codes;
        var members = path.MemberOf;
        var totals = Cents;
        for (var touch = 0; touch < cents.Length; touch++) totals[(members[codes[touch]] * models) + model] += cents[touch];
    }

    public void All(int order, int model, in TouchPath path, int touch, long cents) => Cents[(path.Member(touch) * models) + model] += cents;

    public void Unattributed(int order, bool hadTouch)
    {
    }
}
