using Pinstitch.Land;

namespace Pinstitch.Stitch;

/// <summary>Two identifiers that somebody has said were never seen together, whatever events say.</summary>
/// <param name="A">The smaller identifier, as <see cref="Identifier.ToString"/> writes it.</param>
/// <param name="B">The larger one.</param>
/// <param name="At">When it was said.</param>
public sealed record UndonePair(string A, string B, DateTimeOffset At)
{
    public static UndonePair Of(Identifier one, Identifier two, DateTimeOffset at) => one < two ? new($"{one}", $"{two}", at) : new($"{two}", $"{one}", at);

    /// <summary>Both identifiers.</summary>
    public (Identifier A, Identifier B) Read() => (Identifier.Parse(A), Identifier.Parse(B));

    /// <summary>Whether it is about the same two.</summary>
    public bool IsOf(UndonePair other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return (A, B) == (other.A, other.B);
    }
}
