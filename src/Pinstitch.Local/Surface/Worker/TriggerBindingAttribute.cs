namespace Pinstitch.Local;

/// <summary>Base of the bindings that start a function.</summary>
public abstract class TriggerBindingAttribute : BindingAttribute
{
}
