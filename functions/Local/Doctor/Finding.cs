namespace Pinstitch.Functions.Local.Doctor;

/// <summary>One thing that was looked at.</summary>
/// <param name="Area">What it belongs to: <c>configuration</c>, <c>storage</c>, <c>hub</c>, <c>secrets</c>, <c>webhooks</c>, <c>accounts</c>, <c>reports</c>, <c>night</c>, <c>mail</c>.</param>
/// <param name="State">How it stands.</param>
/// <param name="Text">What was found, free of secrets.</param>
/// <param name="Advice">What to do; null where nothing is to be done.</param>
internal sealed record Finding(string Area, FindingState State, string Text, string? Advice = null)
{
    public static Finding Ok(string area, string text) => new(area, FindingState.Ok, text);

    public static Finding Warning(string area, string text, string advice) => new(area, FindingState.Warning, text, advice);

    public static Finding Failure(string area, string text, string advice) => new(area, FindingState.Failure, text, advice);
}
