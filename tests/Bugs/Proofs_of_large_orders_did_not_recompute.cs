using System.Diagnostics;
using System.Text.Json;
using Pinstitch.Attribute;
using Pinstitch.Attribute.Models;
using Pinstitch.Tests.Attribute;

namespace Pinstitch.Tests.Bugs;

/// <summary>
/// The engine weighed ages by a polynomial, the program that recomputes proofs still by tables: both within 3·10^-9 of the
/// power, so that small orders came out the same and large ones did not.
/// </summary>
public sealed class Proofs_of_large_orders_did_not_recompute
{
    [Theory]
    [InlineData(7)]
    [InlineData(2.5)]
    public async Task An_order_of_a_thousand_million_is_recomputed_to_the_cent(double halfLife)
    {
        var settings = new AttributionSettings(400, 400, 30, [new TimeDecay(halfLife)]) { Views = new(ViewUse.Weighted, 0.4m, 5, 0.25m) };
        Touch[] touches = [.. Enumerable.Range(0, 24).Select(number => Paths.Touch("pinterest_paid", 0.1 + (number * 1.2345), number % 5 == 0 ? TouchKind.View : TouchKind.Click))];
        var proof = OrderProof.Of("run", Paths.Journey(touches, Paths.Order(98_765_432_198_765)), "o1", settings, null);
        var file = Path.Combine(Directory.CreateTempSubdirectory("pinstitch-proof-").FullName, "proof.json");
        try
        {
            await File.WriteAllTextAsync(file, JsonSerializer.Serialize(proof, JsonSerializerOptions.Web), TestContext.Current.CancellationToken);
            using var node = Process.Start(new ProcessStartInfo("node", [Repository.PathTo("lab", "Proof", "recompute.mjs"), file]) { RedirectStandardOutput = true })!;
            Assert.Contains("time_decay: as claimed", await node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
            await node.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.Equal(0, node.ExitCode);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }
}
