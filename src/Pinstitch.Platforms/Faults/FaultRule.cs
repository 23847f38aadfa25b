namespace Pinstitch.Platforms.Faults;

/// <summary>A line of a fault table; what is null matches anything.</summary>
/// <param name="Kind">What is done about it.</param>
/// <param name="Text">For people: what is wrong and what to do. <c>{codes}</c> and <c>{message}</c> are filled in.</param>
public sealed record FaultRule(FaultKind Kind, string Text)
{
    public int? Status { get; init; }

    /// <summary>Any of these codes.</summary>
    public IReadOnlyList<string> Codes { get; init; } = [];

    /// <summary>A part of the message.</summary>
    public string? Says { get; init; }

    /// <summary>How long to wait where the platform does not say.</summary>
    public TimeSpan? Wait { get; init; }

    /// <summary>How many waits it is worth before less is asked for at once; null where that does not help.</summary>
    public int? MostWaits { get; init; }

    public bool Matches(FaultSigns signs) =>
        (Status is not { } status || status == signs.Status)
        && (Codes.Count == 0 || signs.Codes.Any(Codes.Contains))
        && (Says is null || signs.Message.Contains(Says, StringComparison.OrdinalIgnoreCase));
}
