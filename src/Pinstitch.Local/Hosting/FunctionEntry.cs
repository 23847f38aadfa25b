using System.Reflection;

namespace Pinstitch.Local.Hosting;

/// <summary>A function as found in the app's assembly.</summary>
internal sealed class FunctionEntry(string name, MethodInfo method, ParameterInfo triggerParameter) : FunctionDefinition
{
    public override string Name { get; } = name;

    public override string Id => Name;

    public override string EntryPoint => $"{Method.DeclaringType!.FullName}.{Method.Name}";

    public override string PathToAssembly => Method.DeclaringType!.Assembly.Location;

    public MethodInfo Method { get; } = method;

    public ParameterInfo TriggerParameter { get; } = triggerParameter;

    public TriggerBindingAttribute Trigger { get; } = triggerParameter.GetCustomAttribute<TriggerBindingAttribute>()!;

    public RetryAttribute? Retry { get; } = method.GetCustomAttribute<RetryAttribute>();
}
