using System.Diagnostics;
using System.Text.Json;
using Pinstitch.Attribute;
using Pinstitch.Attribute.Models;

namespace Pinstitch.Tests.Attribute;

/// <summary>Orders recomputed from their proofs by <c>lab/Proof/recompute.mjs</c>, which shares no code with the engine.</summary>
public sealed class OrderProofTests
{
    private static readonly AttributionModel[] Models =
    [
        new FirstClick(), new LastClick(), new LastNonDirect(), new Linear(), new TimeDecay(), new TimeDecay(2.5),
        new PositionBased(), new PositionBased(0.2m, 0.6m, "j_curve"), MemberModel.Shapley(), MemberModel.Markov(),
    ];

    [Promise(12)]
    [Theory]
    [InlineData(ViewUse.OnlyIfNoClick, DirectUse.OnlyIfAlone, false)]
    [InlineData(ViewUse.Weighted, DirectUse.AsTouch, true)]
    [InlineData(ViewUse.Exclude, DirectUse.Never, false)]
    public async Task An_independent_program_comes_to_the_same_cents(ViewUse views, DirectUse direct, bool reset)
    {
        var settings = new AttributionSettings(30, 20, 7, [.. Models.DistinctBy(model => model.Id)])
        {
            Views = new(views, 0.4m, 5, 0.25m),
            Direct = direct,
            ResetAfterOrder = reset,
            Platforms = [new("meta", 7, 7, 1)],
        };
        var effects = new Dictionary<string, long> { ["pinterest_paid"] = 700_000_001, ["meta_paid"] = 300_000_007, ["email"] = 0 };
        var proof = Proof(settings, effects);
        Assert.Equal((0, proof.Models.Count), await RecomputeAsync(proof));
    }

    [Fact]
    public async Task A_cent_moved_from_one_touch_to_another_is_found()
    {
        var proof = Proof(Paths.Settings(new Linear()), null);
        ProvenCredit[] moved = [proof.Credit[0] with { Minor = proof.Credit[0].Minor + 1 }, proof.Credit[1] with { Minor = proof.Credit[1].Minor - 1 }, .. proof.Credit.Skip(2)];
        Assert.Equal((1, 0), await RecomputeAsync(proof with { Credit = moved }));
    }

    private static OrderProof Proof(AttributionSettings settings, Dictionary<string, long>? effects)
    {
        Touch[] touches =
        [
            Paths.Touch("pinterest_paid", 29.37), Paths.Touch("email", 21.011, TouchKind.Save), Paths.Touch("meta_paid", 12.5),
            Paths.Touch("pinterest_paid", 6.91, TouchKind.View), Paths.Touch("meta_paid", 6.2), Paths.Touch("direct", 3.3),
            Paths.Touch("pinterest_paid", 2.71828), Paths.Touch("email", 1.2, TouchKind.Save), Paths.Touch("meta_paid", 0.4, TouchKind.View),
        ];
        return OrderProof.Of("run", Paths.Journey(touches, Paths.Order(5_000, "o0", -9), Paths.Order(12_347)), "o1", settings, effects);
    }

    private static async Task<(int ExitCode, int AsClaimed)> RecomputeAsync(OrderProof proof)
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("pinstitch-proof-").FullName, "proof.json");
        try
        {
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(proof, JsonSerializerOptions.Web), TestContext.Current.CancellationToken);
            using var node = Process.Start(new ProcessStartInfo("node", [Repository.PathTo("lab", "Proof", "recompute.mjs"), file]) { RedirectStandardOutput = true })!;
            var text = await node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await node.WaitForExitAsync(TestContext.Current.CancellationToken);
            return (node.ExitCode, text.Split('\n').Count(line => line.EndsWith(": as claimed", StringComparison.Ordinal)));
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }
}
