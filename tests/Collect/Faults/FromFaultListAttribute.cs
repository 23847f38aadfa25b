namespace Pinstitch.Tests.Collect.Faults;

/// <summary>Says which entry of the list of faults a test stands for.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class FromFaultListAttribute(string entry) : System.Attribute
{
    public string Entry { get; } = entry;
}
