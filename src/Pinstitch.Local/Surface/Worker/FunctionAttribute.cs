namespace Pinstitch.Local;

/// <summary>Names a method as a function of the app. Counterpart of the Functions worker's attribute of that name.</summary>
[AttributeUsage(AttributeTargets.Method)]
public class FunctionAttribute(string name) : Attribute
{
    /// <summary>The function's name, unique in the app; admin calls and logs use it.</summary>
    public string Name { get; } = name;
}
