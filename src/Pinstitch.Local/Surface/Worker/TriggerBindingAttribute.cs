namespace Pinstitch.Local;

/// <summary>Base of the bindings that start a function.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public abstract class TriggerBindingAttribute : BindingAttribute
{
}
