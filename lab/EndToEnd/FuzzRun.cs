using System.Diagnostics;
using System.Text;

namespace Pinstitch.Lab.EndToEnd;

/// <summary>One entrance under broken input.</summary>
/// <param name="host">The host.</param>
/// <param name="http">Its doors.</param>
/// <param name="wire">Its hub.</param>
/// <param name="hubPort">Where the hub listens.</param>
/// <param name="seed">Decides what is broken.</param>
/// <param name="firstNumber">The number of the first sound event.</param>
internal sealed class FuzzRun(HostProcess host, HttpClient http, HubWire wire, int hubPort, ulong seed, int firstNumber)
{
    /// <summary>Senders at a time.</summary>
    private const int Lanes = 4;

    /// <summary>One sound event for so many broken inputs.</summary>
    private const int SoundEvery = 20;

    private const int MostProblems = 20;

    private static readonly byte[][] Seeds = [.. FuzzSeeds.All.Select(Encoding.UTF8.GetBytes)];
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(500);

    private readonly Lock gate = new();
    private readonly List<string> problems = [];
    private readonly List<string> acknowledged = [];
    private readonly SortedDictionary<int, long> statuses = [];
    private TimeSpan slowest;
    private long inputs;
    private int sound;

    /// <summary>Ids of the sound events that the host has taken.</summary>
    public IReadOnlyList<string> Acknowledged => acknowledged;

    /// <param name="name">The entrance's name.</param>
    /// <param name="entrance">The HTTP door; null for the hub.</param>
    /// <param name="length">How long.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<FuzzResult> TryAsync(string name, FuzzEntrance? entrance, TimeSpan length, CancellationToken cancellation)
    {
        var (began, logged) = (Stopwatch.GetTimestamp(), new FileInfo(host.LogFile).Length);
        var memory = new List<long>();
        using var sampler = TimeProvider.System.CreateTimer(_ => { if (host.Megabytes is > 0 and var now) lock (memory) memory.Add(now); }, null, Glance, Glance);
        await Task.WhenAll(Enumerable.Range(0, Lanes).Select(lane => LaneAsync(new Mutator((seed * Lanes) + (ulong)lane))));
        if (!host.IsAlive) Note("the host has ended");
        foreach (var fault in Faults(logged)) Note(fault);
        lock (memory) return new(name, inputs, acknowledged.Count, 0, statuses, Math.Round(slowest.TotalMilliseconds), LandingUnderKills.Thirds(memory), problems);

        async Task LaneAsync(Mutator mutator)
        {
            while (Stopwatch.GetElapsedTime(began) < length && host.IsAlive && problems.Count < MostProblems)
            {
                if (Interlocked.Increment(ref inputs) % SoundEvery == 0) await SoundAsync(entrance, cancellation);
                await BrokenAsync(name, entrance, mutator, cancellation);
            }
        }
    }

    private void Note(string problem)
    {
        lock (gate) problems.Add(problem);
    }

    private async Task BrokenAsync(string name, FuzzEntrance? entrance, Mutator mutator, CancellationToken cancellation)
    {
        var sample = entrance is null ? Seeds[mutator.Next(Seeds.Length)] : mutator.Next(4) == 0 ? Seeds[mutator.Next(Seeds.Length)] : Encoding.UTF8.GetBytes(entrance.Seed);
        if (name == Fuzz.Frames) sample = HubWire.Greeting;
        var input = mutator.Change(sample, Seeds[mutator.Next(Seeds.Length)]);
        if (name == Fuzz.Frames) await HubWire.WriteAsync(hubPort, input, cancellation);
        else if (entrance is null) await TimedAsync(input, () => wire.SendAsync(input));
        else if (await PostAsync(entrance, input, Odd(mutator), cancellation) is >= 500 and var status) Note($"{status} for {Convert.ToBase64String(input)}");
    }

    /// <summary>Every eighth request is signed wrongly and says that it is packed.</summary>
    private static string? Odd(Mutator mutator) => mutator.Next(8) != 0 ? null : mutator.Next(2) == 0 ? "gzip" : "br";

    private async Task SoundAsync(FuzzEntrance? entrance, CancellationToken cancellation)
    {
        var (body, id) = (entrance ?? FuzzEntrance.All[0]).Sound(firstNumber + Interlocked.Increment(ref sound), TimeProvider.System.GetUtcNow());
        var bytes = Encoding.UTF8.GetBytes(body);
        if (entrance is null ? await TimedAsync(bytes, () => wire.SendAsync(bytes)) : await PostAsync(entrance, bytes, null, cancellation) is 204)
        {
            lock (gate) acknowledged.Add(id);
        }
        else
        {
            Note($"a sound body was refused: {body}");
        }
    }

    private async Task<int> PostAsync(FuzzEntrance entrance, byte[] body, string? odd, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, entrance.Path) { Content = new ByteArrayContent(body) };
        foreach (var (name, value) in entrance.Sign(body, new Uri(http.BaseAddress!, entrance.Path).ToString(), TimeProvider.System.GetUtcNow())) request.Headers.TryAddWithoutValidation(name, odd is null ? value : value[..(value.Length / 2)]);
        if (odd is not null) request.Content.Headers.TryAddWithoutValidation("Content-Encoding", odd);
        var status = -1;
        await TimedAsync(body, async () =>
        {
            using var answer = await http.SendAsync(request, cancellation);
            status = (int)answer.StatusCode;
        });
        lock (gate) statuses[status] = statuses.GetValueOrDefault(status) + 1;
        return status;
    }

    /// <returns>Whether it went without a fault.</returns>
    private async Task<bool> TimedAsync(byte[] input, Func<Task> send)
    {
        var (began, isGood) = (Stopwatch.GetTimestamp(), true);
        try
        {
            await send();
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or Amqp.AmqpException or TimeoutException)
        {
            isGood = false;
            Note($"{e.GetType().Name} ({e.Message}) for {Convert.ToBase64String(input)}");
        }

        var took = Stopwatch.GetElapsedTime(began);
        lock (gate) slowest = took > slowest ? took : slowest;
        if (took > Slow) Note($"{took.TotalSeconds:0} s for {Convert.ToBase64String(input)}");
        return isGood;
    }

    /// <summary>Lines that the host has written of faults of its own, as the console logs them.</summary>
    private IEnumerable<string> Faults(long from)
    {
        using var file = new FileStream(host.LogFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        file.Seek(from, SeekOrigin.Begin);
        using var reader = new StreamReader(file);
        return [.. reader.ReadToEnd().Split('\n').Where(line => line.Contains("fail:", StringComparison.Ordinal) || line.Contains("crit:", StringComparison.Ordinal)).Take(10)];
    }
}
