using System.Diagnostics.CodeAnalysis;

namespace Pinstitch;

/// <summary>A value, or the fault that stands in its way.</summary>
public readonly struct Outcome<T>
{
    private readonly T? value;

    private Outcome(T? value, Fault? fault) => (this.value, Fault) = (value, fault);

    /// <summary>Null when there is a value.</summary>
    public Fault? Fault { get; }

    /// <summary>The value.</summary>
    /// <exception cref="InvalidOperationException">There is a fault instead.</exception>
    public T Value => Fault is null ? value! : throw new InvalidOperationException($"There is no value: {Fault}");

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Fault fault) => new(default, fault ?? throw new ArgumentNullException(nameof(fault)));

    public bool TryGet([MaybeNullWhen(false)] out T found, [NotNullWhen(false)] out Fault? fault)
    {
        (found, fault) = (value, Fault);
        return fault is null;
    }

    public Outcome<TNext> Then<TNext>(Func<T, Outcome<TNext>> next) => Fault is null ? next(value!) : Fault;
}
