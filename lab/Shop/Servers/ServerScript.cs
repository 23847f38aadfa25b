using System.Collections.Concurrent;
using Microsoft.AspNetCore.Http;

namespace Pinstitch.Lab.Shop.Servers;

/// <summary>
/// What a report server does out of the ordinary, call by call, and what it was asked: tests put answers here that the
/// server gives instead of its own.
/// </summary>
public sealed class ServerScript
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Func<HttpContext, Task<IResult?>>>> planned = new();
    private readonly ConcurrentQueue<string> calls = new();
    private readonly ConcurrentDictionary<string, int> submissions = new();

    /// <summary>Every call in order, by name: <c>token</c>, <c>create</c>, <c>poll</c>, <c>download</c>, <c>list</c> and so on.</summary>
    public IReadOnlyList<string> Calls => [.. calls];

    /// <summary>Report jobs that were made, by what was asked for, and how often each was made.</summary>
    public IReadOnlyDictionary<string, int> Submissions => submissions;

    /// <summary>How many polls a report needs before it is ready; at first most are ready at once, as small ones are.</summary>
    public int Polls { get; set; } = 1;

    /// <summary>Answers the next call of that name; several are used one after the other.</summary>
    public ServerScript Next(string call, Func<HttpContext, IResult?> answer) => NextAsync(call, http => Task.FromResult(answer(http)));

    /// <summary>The same, for answers that write by themselves; null lets the server answer as usual.</summary>
    public ServerScript NextAsync(string call, Func<HttpContext, Task<IResult?>> answer)
    {
        planned.GetOrAdd(call, _ => new()).Enqueue(answer);
        return this;
    }

    internal async Task<IResult?> TakeAsync(string call, HttpContext http)
    {
        calls.Enqueue(call);
        return planned.TryGetValue(call, out var queue) && queue.TryDequeue(out var answer) ? await answer(http) : null;
    }

    internal void Submitted(string what) => submissions.AddOrUpdate(what, 1, (_, times) => times + 1);
}
