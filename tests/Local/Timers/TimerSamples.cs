using System.Globalization;
using Pinstitch.Local;

namespace Pinstitch.Tests.Local.Timers;

/// <summary>Timer functions for the tests. What they were told is in <see cref="Calls"/>.</summary>
internal sealed class TimerSamples(TimerSamples.Calls calls, TimeProvider time)
{
    [Function(nameof(Hourly))]
    public Task Hourly([TimerTrigger("%Schedule%")] TimerInfo timer) => calls.NoteAsync(timer, time);

    /// <summary>A new list per test.</summary>
    internal sealed class Calls
    {
        private readonly Lock gate = new();
        private readonly List<string> told = [];
        private TaskCompletionSource noted = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>Each run waits for this.</summary>
        public TaskCompletionSource? Hold { get; set; }

        /// <summary>How many of the next runs fail.</summary>
        public int Failures { get; set; }

        public int Count
        {
            get
            {
                lock (gate) return told.Count;
            }
        }

        public int Running { get; private set; }

        public int MostRunning { get; private set; }

        public async Task NoteAsync(TimerInfo timer, TimeProvider time)
        {
            lock (gate)
            {
                MostRunning = Math.Max(MostRunning, ++Running);
                told.Add(string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():dd HH:mm:ss}{(timer.IsPastDue ? " late" : string.Empty)}"));
                noted.TrySetResult();
                noted = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }

            if (Hold is { } hold) await hold.Task;
            lock (gate) Running--;
            if (Failures-- > 0) throw new InvalidOperationException("not yet");
        }

        /// <summary>What the function was told, once it has run that often.</summary>
        public async Task<IReadOnlyList<string>> AfterAsync(int runs)
        {
            while (true)
            {
                Task next;
                lock (gate)
                {
                    if (told.Count >= runs) return [.. told];
                    next = noted.Task;
                }

                await next.WaitAsync(TestContext.Current.CancellationToken);
            }
        }
    }
}
