using Pinstitch.Local;
using Pinstitch.Tests.Storage;

namespace Pinstitch.Tests.Local.Durable;

/// <summary>Inputs and outputs go through JSON, as in Azure, and may not be larger than there.</summary>
public sealed class PayloadTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Values_come_back_as_they_went_through_JSON()
    {
        await using var engine = await TestEngine.StartAsync(azurite);
        var parcel = new Parcel(
            "Zoë & <Söhne> \"Ünïcode\" 🧵",
            0.1m + 12345678901234567890.12m,
            new(2026, 3, 29, 2, 30, 0, TimeSpan.FromHours(2)),
            new(2026, 2, 28),
            new("11111111-2222-3333-4444-555555555555"),
            [1, -2, int.MaxValue],
            new Dictionary<string, string> { ["a"] = "b" },
            DayOfWeek.Friday,
            null);
        var back = (await engine.RunAsync(nameof(Orchestrators.Roundtrip), parcel)).ReadOutputAs<Parcel>()!;
        Assert.Equal(parcel.Numbers, back.Numbers);
        Assert.Equal(parcel.Names, back.Names);
        Assert.Equal(parcel, back with { Numbers = parcel.Numbers, Names = parcel.Names });
    }

    [Theory]
    [InlineData(10_000)]
    [InlineData(40_000)]
    [InlineData((1024 * 1024) - 2)]
    public async Task A_payload_within_the_limit_passes(int length)
    {
        await using var engine = await TestEngine.StartAsync(azurite);
        Assert.Equal(length, (await engine.RunAsync(nameof(Orchestrators.Large), length)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task An_output_above_the_limit_fails_the_activity_and_says_what_to_do()
    {
        await using var engine = await TestEngine.StartAsync(azurite);
        var failed = await engine.RunAsync(nameof(Orchestrators.Large), 1024 * 1024);
        Assert.Equal(OrchestrationRuntimeStatus.Failed, failed.RuntimeStatus);
        Assert.Equal(
            "The output of activity 'Text' has 1,048,578 bytes; Durable Functions takes at most 1,048,576. Write the data to a blob and pass its name.",
            failed.FailureDetails!.InnerFailure!.ErrorMessage);
    }

    [Fact]
    public async Task An_input_above_the_limit_fails_the_call_in_the_orchestrator()
    {
        await using var engine = await TestEngine.StartAsync(azurite);
        var failed = await engine.RunAsync(nameof(Orchestrators.LargeInput), 1024 * 1024);
        Assert.Contains("The input of activity 'Echo'", failed.FailureDetails!.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_input_above_the_limit_is_refused_at_the_start()
    {
        await using var engine = await TestEngine.StartAsync(azurite);
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => engine.RunAsync(nameof(Orchestrators.Sequence), new string('x', 1024 * 1024)));
        Assert.Contains("The input of orchestration 'Sequence'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inputs_and_outputs_that_were_not_asked_for_cannot_be_read_by_mistake()
    {
        await using var engine = await TestEngine.StartAsync(azurite);
        await engine.RunAsync(nameof(Orchestrators.Sequence), 5, "five");
        var found = await engine.Client.GetInstanceAsync("five", TestContext.Current.CancellationToken);
        Assert.Throws<InvalidOperationException>(() => found!.ReadOutputAs<int>());
    }
}
