namespace Pinstitch.Local;

/// <summary>Base of everything that binds a parameter to the outside.</summary>
[AttributeUsage(AttributeTargets.Method)]
public abstract class BindingAttribute : Attribute
{
}
