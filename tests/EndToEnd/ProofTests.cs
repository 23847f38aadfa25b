using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Pinstitch.Azure.Storage;
using Pinstitch.Functions.Attribute;

namespace Pinstitch.Tests.EndToEnd;

/// <summary>The orders of a whole demo, computed again by a program that shares no code with the engine.</summary>
[Collection(typeof(DemoCollection))]
[Trait("Category", "EndToEnd")]
public sealed class ProofTests(DemoFixture demo)
{
    [Promise(12)]
    [Fact]
    public async Task Every_order_of_a_run_is_computed_again_from_its_proof_to_the_served_cents()
    {
        var stop = TestContext.Current.CancellationToken;
        var lake = new Lake(demo.Blobs);
        var (run, measurement) = (await new RunFiles(lake).OpenAsync(demo.FirstServed.RunId, stop)).Value;
        var served = demo.FirstServed.Tables["fact_credit"]
            .Where(row => (long)row["credit_cents"]! != 0)
            .GroupBy(row => (string)row["order_id"]!)
            .ToDictionary(order => order.Key, order => order.Select(row => ((string)row["model_id"]!, (long)row["credit_cents"]!)).Order().ToList());
        var file = Path.Combine(demo.Folder, "proofs of a run");
        var orders = 0;
        await using (var proofs = new StreamWriter(file))
        {
            await foreach (var (proof, isAsStored) in new RunProofs(lake).OfAsync(run, measurement.Attribution, null, stop))
            {
                Assert.True(isAsStored, proof.Order.Id);
                Assert.Equal(served.GetValueOrDefault(proof.Order.Id, []), proof.Credit.Select(item => (item.Model, item.Minor)).Order());
                await proofs.WriteLineAsync(JsonSerializer.Serialize(proof, JsonSerializerOptions.Web));
                orders++;
            }
        }

        Assert.Equal(demo.FirstServed.Tables["fact_order"].Count, orders);
        var summary = string.Create(CultureInfo.InvariantCulture, $"{orders} orders, {served.Count} with credit, {orders * measurement.Attribution.Models.Count} splits: all as claimed\n");
        Assert.Equal((0, summary), await RecomputeAsync(file));

        // A program that says "as claimed" to everything would have passed until here.
        var lines = await File.ReadAllLinesAsync(file, stop);
        var place = Array.FindIndex(lines, line => line.Contains("\"credit\":[{", StringComparison.Ordinal));
        var moved = JsonSerializer.Deserialize<Pinstitch.Attribute.OrderProof>(lines[place], JsonSerializerOptions.Web)!;
        lines[place] = JsonSerializer.Serialize(moved with { Credit = [moved.Credit[0] with { Minor = moved.Credit[0].Minor - 1 }, .. moved.Credit.Skip(1)] }, JsonSerializerOptions.Web);
        await File.WriteAllLinesAsync(file, lines, stop);
        var (code, text) = await RecomputeAsync(file);
        Assert.Equal(1, code);
        Assert.StartsWith($"{moved.Order.Id} {moved.Credit[0].Model}: touch {moved.Credit[0].Touch}: claimed {moved.Credit[0].Minor - 1}, computed {moved.Credit[0].Minor}", text, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Text)> RecomputeAsync(string file)
    {
        using var node = Process.Start(new ProcessStartInfo("node", [Repository.PathTo("lab", "Proof", "recompute.mjs"), file]) { RedirectStandardOutput = true })!;
        var text = await node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (node.ExitCode, text);
    }
}
