using System.CommandLine;
using System.Globalization;

namespace Pinstitch.Lab.Bench.Attribute;

/// <summary>Whether the Shapley value costs more the more members there are: the same rows by 500 campaigns and by 5 channels.</summary>
internal sealed class MembersBenchmark() : Benchmark("attribute-members", "The Shapley value over 500 campaigns beside that over their 5 channels")
{
    private static readonly Option<int> Touches = new("--touches") { Description = "How many touches", DefaultValueFactory = _ => 5_000_000 };

    public override void Define(Command command) => command.Add(Touches);

    public override Task<int> RunAsync(ParseResult options, TextWriter output, CancellationToken cancellation)
    {
        const int campaigns = 500;
        var timings = new Timings();
        Engine.Warm();
        var rows = TouchRows.Make(options.GetValue(Touches), 6, campaigns);
        var (fine, coarse) = (new Engine(rows), new Engine(rows, byChannel: true));
        var touches = fine.Group(2);
        const string byCampaign = "Shapley over 500 campaigns, 1 thread";
        const string byChannel = "Shapley over 5 channels, 1 thread";
        var ofCampaigns = timings.Measure(byCampaign, 7, () => fine.Count(touches, 0, true, 1).Shapley!.Conversions());
        var ofChannels = timings.Measure(byChannel, 7, () => coarse.Count(touches, 0, true, 1).Shapley!.Conversions());
        timings.Check("both sum to the same conversions", ofCampaigns.Length == campaigns && Math.Abs(ofCampaigns.Sum() - ofChannels.Sum()) < 1e-6 * ofChannels.Sum());
        timings.Print(output);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"500 campaigns cost {timings.Cpu(byCampaign) / timings.Cpu(byChannel):N2} times what 5 channels cost (aim: the same)"));
        return Task.FromResult(timings.Agree ? 0 : 1);
    }
}
