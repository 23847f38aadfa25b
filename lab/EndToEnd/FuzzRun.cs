using System.Diagnostics;
using System.Text;

namespace Pinstitch.Lab.EndToEnd;

/// <summary>One entrance under broken input.</summary>
/// <param name="host">The host.</param>
/// <param name="http">Its doors.</param>
/// <param name="wire">Its hub.</param>
/// <param name="hubPort">Where the hub listens.</param>
/// <param name="mutator">Breaks.</param>
/// <param name="firstNumber">The number of the first sound event.</param>
internal sealed class FuzzRun(HostProcess host, HttpClient http, HubWire wire, int hubPort, Mutator mutator, int firstNumber)
{
    /// <summary>One sound event for so many broken inputs.</summary>
    private const int SoundEvery = 20;

    private static readonly byte[][] Seeds = [.. FuzzSeeds.All.Select(Encoding.UTF8.GetBytes)];
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Glance = TimeSpan.FromMilliseconds(500);

    private readonly List<string> problems = [];
    private readonly SortedDictionary<int, long> statuses = [];
    private TimeSpan slowest;

    /// <summary>Ids of the sound events that the host has taken.</summary>
    public List<string> Acknowledged { get; } = [];

    /// <param name="name">The entrance's name.</param>
    /// <param name="entrance">The HTTP door; null for the hub.</param>
    /// <param name="length">How long.</param>
    /// <param name="cancellation">Gives up.</param>
    public async Task<FuzzResult> TryAsync(string name, FuzzEntrance? entrance, TimeSpan length, CancellationToken cancellation)
    {
        var (began, inputs, logged) = (Stopwatch.GetTimestamp(), 0L, new FileInfo(host.LogFile).Length);
        var memory = new List<long>();
        using var sampler = TimeProvider.System.CreateTimer(_ => { if (host.Megabytes is > 0 and var now) lock (memory) memory.Add(now); }, null, Glance, Glance);
        while (Stopwatch.GetElapsedTime(began) < length && host.IsAlive && problems.Count < 20)
        {
            if (inputs++ % SoundEvery == 0) await SoundAsync(entrance, cancellation);
            await BrokenAsync(name, entrance, cancellation);
        }

        if (!host.IsAlive) problems.Add("the host has ended");
        problems.AddRange(Faults(logged));
        lock (memory) return new(name, inputs, Acknowledged.Count, 0, statuses, slowest.TotalMilliseconds, LandingUnderKills.Thirds(memory), problems);
    }

    private async Task BrokenAsync(string name, FuzzEntrance? entrance, CancellationToken cancellation)
    {
        var seed = entrance is null ? Seeds[mutator.Next(Seeds.Length)] : mutator.Next(4) == 0 ? Seeds[mutator.Next(Seeds.Length)] : Encoding.UTF8.GetBytes(entrance.Seed);
        if (name == "amqp") seed = HubWire.Greeting;
        var input = mutator.Change(seed, Seeds[mutator.Next(Seeds.Length)]);
        if (name == "amqp") await HubWire.WriteAsync(hubPort, input, cancellation);
        else if (entrance is null) await TimedAsync(input, () => wire.SendAsync(input));
        else if (await PostAsync(entrance, input, isOdd: mutator.Next(8) == 0, cancellation) is >= 500 and var status) problems.Add($"{status} for {Convert.ToBase64String(input)}");
    }

    private async Task SoundAsync(FuzzEntrance? entrance, CancellationToken cancellation)
    {
        var (body, id) = (entrance ?? FuzzEntrance.All[0]).Sound(firstNumber + Acknowledged.Count, TimeProvider.System.GetUtcNow());
        var bytes = Encoding.UTF8.GetBytes(body);
        if (entrance is null)
        {
            await TimedAsync(bytes, () => wire.SendAsync(bytes));
            Acknowledged.Add(id);
        }
        else if (await PostAsync(entrance, bytes, isOdd: false, cancellation) is 204)
        {
            Acknowledged.Add(id);
        }
        else
        {
            problems.Add($"a sound body was refused: {body}");
        }
    }

    private async Task<int> PostAsync(FuzzEntrance entrance, byte[] body, bool isOdd, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, entrance.Path) { Content = new ByteArrayContent(body) };
        foreach (var (name, value) in entrance.Sign(body, new Uri(http.BaseAddress!, entrance.Path).ToString(), TimeProvider.System.GetUtcNow())) request.Headers.TryAddWithoutValidation(name, isOdd ? value[..(value.Length / 2)] : value);
        if (isOdd) request.Content.Headers.TryAddWithoutValidation("Content-Encoding", mutator.Next(2) == 0 ? "gzip" : "br");
        var status = -1;
        await TimedAsync(body, async () =>
        {
            using var answer = await http.SendAsync(request, cancellation);
            status = (int)answer.StatusCode;
        });
        statuses[status] = statuses.GetValueOrDefault(status) + 1;
        return status;
    }

    private async Task TimedAsync(byte[] input, Func<Task> send)
    {
        var began = Stopwatch.GetTimestamp();
        try
        {
            await send();
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException or Amqp.AmqpException or TimeoutException)
        {
            problems.Add($"{e.GetType().Name} ({e.Message}) for {Convert.ToBase64String(input)}");
        }

        var took = Stopwatch.GetElapsedTime(began);
        if (took > slowest) slowest = took;
        if (took > Slow) problems.Add($"{took.TotalSeconds:0} s for {Convert.ToBase64String(input)}");
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
