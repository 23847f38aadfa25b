using System.Reflection;

namespace Pinstitch.Local.Hosting;

/// <summary>All functions of an assembly, checked for what would only fail later in Azure.</summary>
internal sealed class FunctionCatalog
{
    private readonly Dictionary<string, FunctionEntry> byName;

    public FunctionCatalog(Assembly assembly)
        : this(assembly.GetTypes())
    {
    }

    /// <exception cref="InvalidOperationException">A function is not well formed; the text says which and why.</exception>
    public FunctionCatalog(IEnumerable<Type> types)
    {
        var entries = types
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => method.GetCustomAttribute<FunctionAttribute>() is not null)
            .Select(Entry)
            .OrderBy(entry => entry.Name, StringComparer.Ordinal)
            .ToList();
        var twice = entries.GroupBy(entry => entry.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1);
        if (twice is not null) throw new InvalidOperationException($"Two functions are called '{twice.Key}': {string.Join(", ", twice.Select(entry => entry.EntryPoint))}.");
        byName = entries.ToDictionary(entry => entry.Name, StringComparer.OrdinalIgnoreCase);
    }

    public IEnumerable<FunctionEntry> All => byName.Values;

    public IEnumerable<FunctionEntry> Of<TTrigger>()
        where TTrigger : TriggerBindingAttribute => byName.Values.Where(entry => entry.Trigger is TTrigger);

    public FunctionEntry? Find(string name) => byName.GetValueOrDefault(name);

    /// <summary>The function of that name and trigger, with an error that lists what there is.</summary>
    public FunctionEntry Get<TTrigger>(string name)
        where TTrigger : TriggerBindingAttribute
    {
        var entry = Find(name);
        return entry?.Trigger is TTrigger
            ? entry
            : throw new InvalidOperationException(
                $"There is no function '{name}' with {typeof(TTrigger).Name}. Known: {string.Join(", ", Of<TTrigger>().Select(known => known.Name))}.");
    }

    private static FunctionEntry Entry(MethodInfo method)
    {
        var name = method.GetCustomAttribute<FunctionAttribute>()!.Name;
        var where = $"Function '{name}' ({method.DeclaringType!.FullName}.{method.Name})";
        var triggers = method.GetParameters().Where(parameter => parameter.GetCustomAttribute<TriggerBindingAttribute>() is not null).ToList();
        if (triggers.Count != 1) throw new InvalidOperationException($"{where} has {triggers.Count} triggers; it needs exactly one.");
        var trigger = triggers[0].GetCustomAttribute<TriggerBindingAttribute>();
        if (trigger is EventHubTriggerAttribute && triggers[0].ParameterType != typeof(EventData[]))
            throw new InvalidOperationException($"{where}: an event hub function takes EventData[].");
        if (trigger is OrchestrationTriggerAttribute && triggers[0].ParameterType != typeof(TaskOrchestrationContext))
            throw new InvalidOperationException($"{where}: an orchestrator takes TaskOrchestrationContext.");
        if (trigger is TimerTriggerAttribute && triggers[0].ParameterType != typeof(TimerInfo))
            throw new InvalidOperationException($"{where}: a timer function takes TimerInfo.");
        if (method.GetCustomAttribute<RetryAttribute>() is not null && trigger is not (EventHubTriggerAttribute or TimerTriggerAttribute))
            throw new InvalidOperationException($"{where}: retry attributes work on event hub and timer functions only.");
        return new(name, method, triggers[0]);
    }
}
