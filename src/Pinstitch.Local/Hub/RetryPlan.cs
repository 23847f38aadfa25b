using System.Globalization;

namespace Pinstitch.Local.Hub;

/// <summary>The pauses that a function's retry attribute asks for.</summary>
internal sealed record RetryPlan(int MaxRetryCount, TimeSpan First, TimeSpan Longest)
{
    public static RetryPlan None { get; } = new(0, TimeSpan.Zero, TimeSpan.Zero);

    public static RetryPlan Of(RetryAttribute? attribute) => attribute switch
    {
        FixedDelayRetryAttribute fixedDelay => new(fixedDelay.MaxRetryCount, Parse(fixedDelay.DelayInterval), Parse(fixedDelay.DelayInterval)),
        ExponentialBackoffRetryAttribute backoff => new(backoff.MaxRetryCount, Parse(backoff.MinimumInterval), Parse(backoff.MaximumInterval)),
        _ => None,
    };

    /// <summary>Whether a retry follows after this many have failed.</summary>
    public bool Allows(int retries) => MaxRetryCount < 0 || retries < MaxRetryCount;

    /// <summary>The pause before retry number <paramref name="retry"/>, counted from 1.</summary>
    public TimeSpan Pause(int retry)
    {
        var pause = First * Math.Pow(2, Math.Min(retry - 1, 30));
        return pause < Longest ? pause : Longest;
    }

    private static TimeSpan Parse(string text) => TimeSpan.Parse(text, CultureInfo.InvariantCulture);
}
