using Pinstitch.Local;

namespace Pinstitch.Tests.Local.Durable;

/// <summary>Activities for the engine's tests. Each leaves a trace in the world, named by itself and its input.</summary>
internal sealed class Activities(World world, CrashPoint crash)
{
    [Function(nameof(Double))]
    public async Task<int> Double([ActivityTrigger] int number)
    {
        await crash.StandStillIfDeadAsync();
        world.Attempt($"{nameof(Double)}({number})");
        return 2 * number;
    }

    [Function(nameof(Gated))]
    public async Task<int> Gated([ActivityTrigger] int number)
    {
        world.Enter();
        await world.Gate.Task;
        world.Leave();
        return number;
    }

    [Function(nameof(Echo))]
    public Parcel Echo([ActivityTrigger] Parcel parcel) => parcel;

    [Function(nameof(Flaky))]
    public async Task<int> Flaky([ActivityTrigger] Flake flake)
    {
        await crash.StandStillIfDeadAsync();
        var attempt = world.Attempt($"{nameof(Flaky)}({flake.Key})");
        return attempt > flake.Failures ? attempt : throw new InvalidOperationException($"attempt {attempt}", new ArgumentException("the cause"));
    }

    [Function(nameof(Text))]
    public string Text([ActivityTrigger] int length) => new('x', length);

    [Function(nameof(Broken))]
    public int Broken([ActivityTrigger] string message) => throw new InvalidOperationException(message);

    [Function(nameof(Raise))]
    public async Task Raise([ActivityTrigger] Ring ring, [DurableClient] DurableTaskClient client)
    {
        await crash.StandStillIfDeadAsync();
        await client.RaiseEventAsync(ring.InstanceId, ring.Name, ring.Payload);
    }
}
