namespace Pinstitch.Local;

/// <summary>What a function can know about the call it is in.</summary>
public abstract class FunctionContext
{
    /// <summary>Unique per call (a retry is a new call).</summary>
    public abstract string InvocationId { get; }

    public abstract string FunctionId { get; }

    /// <summary>What the trigger told besides the bound value, such as the partition of a batch.</summary>
    public abstract BindingContext BindingContext { get; }

    public abstract RetryContext RetryContext { get; }

    /// <summary>The services of this call's scope.</summary>
    public abstract IServiceProvider InstanceServices { get; set; }

    public abstract FunctionDefinition FunctionDefinition { get; }

    public abstract IDictionary<object, object> Items { get; set; }

    /// <summary>Signalled when the host stops.</summary>
    public virtual CancellationToken CancellationToken { get; }
}
