namespace Pinstitch;

/// <summary>A failure as a value: stages return it, only the doors turn it into exceptions or status codes.</summary>
/// <param name="Kind">Which decides what happens next.</param>
/// <param name="Text">For the user: what is wrong and what to do. Free of secrets and personal data.</param>
/// <param name="Detail">For the log: codes, what the other side said. Free of secrets and personal data.</param>
/// <param name="RetryAfter">How long to wait, where the other side said so.</param>
public sealed record Fault(FaultKind Kind, string Text, string Detail = "", TimeSpan? RetryAfter = null)
{
    /// <summary>How many waits it is worth before less is asked for at once; null where the wait says nothing about that.</summary>
    public int? MostWaits { get; init; }

    /// <summary>Whether the same attempt may succeed later without anybody doing anything.</summary>
    public bool IsRetryable => Kind is FaultKind.RateLimited or FaultKind.Transient;

    public override string ToString() => Detail.Length == 0 ? $"{Kind}: {Text}" : $"{Kind}: {Text} ({Detail})";
}
