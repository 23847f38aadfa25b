using System.Reflection;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.DependencyInjection;

namespace Pinstitch.Local.Hosting;

/// <summary>Calls a function: a scope of services, an instance of its class, its parameters, its result.</summary>
internal sealed class FunctionInvoker(IServiceProvider services)
{
    private long invocations;

    /// <param name="function">What to call.</param>
    /// <param name="input">The value of the trigger's parameter.</param>
    /// <param name="bindingData">What the trigger tells besides; also binds parameters by name, as route values do.</param>
    /// <param name="retryCount">Which retry this is, 0 for the first try.</param>
    /// <param name="maxRetryCount">How many there may be.</param>
    /// <param name="cancellation">Signalled when the host stops.</param>
    /// <returns>What the function returned, awaited; null for none.</returns>
    public async Task<object?> InvokeAsync(
        FunctionEntry function,
        object? input,
        IReadOnlyDictionary<string, object?>? bindingData = null,
        int retryCount = 0,
        int maxRetryCount = 0,
        CancellationToken cancellation = default)
    {
        await using var scope = services.CreateAsyncScope();
        bindingData ??= new Dictionary<string, object?>();
        var context = new InvocationContext(
            $"{function.Name}-{Interlocked.Increment(ref invocations)}",
            function,
            scope.ServiceProvider,
            bindingData,
            retryCount,
            maxRetryCount,
            cancellation);
        var arguments = function.Method.GetParameters().Select(parameter => Bind(parameter, function, input, context)).ToArray();
        var instance = function.Method.IsStatic
            ? null
            : ActivatorUtilities.GetServiceOrCreateInstance(scope.ServiceProvider, function.Method.DeclaringType!);
        object? result;
        try
        {
            result = function.Method.Invoke(instance, arguments);
        }
        catch (TargetInvocationException e) when (e.InnerException is not null)
        {
            ExceptionDispatchInfo.Throw(e.InnerException);
            throw;
        }

        return await AwaitAsync(result);
    }

    /// <summary>Awaits what a function returned, whichever kind of task it is.</summary>
    internal static async Task<object?> AwaitAsync(object? result)
    {
        if (result is not Task task) return result;
        await task;
        var type = task.GetType();
        return type.IsGenericType && type.GetProperty(nameof(Task<object>.Result)) is { } property && property.PropertyType.Name != "VoidTaskResult"
            ? property.GetValue(task)
            : null;
    }

    private object? Bind(ParameterInfo parameter, FunctionEntry function, object? input, InvocationContext context)
    {
        if (parameter == function.TriggerParameter) return input;
        if (parameter.ParameterType == typeof(FunctionContext)) return context;
        if (parameter.ParameterType == typeof(CancellationToken)) return context.CancellationToken;
        if (parameter.GetCustomAttribute<DurableClientAttribute>() is not null) return services.GetRequiredService<DurableTaskClient>();
        if (context.BindingContext.BindingData.TryGetValue(parameter.Name!, out var value)) return Convert(value, parameter);
        if (parameter.HasDefaultValue) return parameter.DefaultValue;
        throw new InvalidOperationException($"Function '{function.Name}': nothing binds the parameter '{parameter.Name}'.");
    }

    private static object? Convert(object? value, ParameterInfo parameter) =>
        value is null || parameter.ParameterType.IsInstanceOfType(value)
            ? value
            : System.Convert.ChangeType(
                value,
                Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType,
                System.Globalization.CultureInfo.InvariantCulture);
}
