namespace Pinstitch.Local;

/// <summary>The trigger's data besides the bound value.</summary>
public abstract class BindingContext
{
    /// <summary>Name to value; structured values are JSON text.</summary>
    public abstract IReadOnlyDictionary<string, object?> BindingData { get; }
}
