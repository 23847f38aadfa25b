namespace Pinstitch.Local;

/// <summary>Base of the bindings that hand a function something it did not start from.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public abstract class InputBindingAttribute : BindingAttribute
{
}
