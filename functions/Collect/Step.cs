namespace Pinstitch.Functions.Collect;

/// <summary>Makes steps.</summary>
public static class Step
{
    public static Step<TValue> Of<TValue>(Outcome<TValue> outcome) =>
        outcome.TryGet(out var value, out var fault) ? new(value, null) : new(default, fault);
}
