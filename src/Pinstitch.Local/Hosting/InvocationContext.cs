namespace Pinstitch.Local.Hosting;

/// <summary>The <see cref="FunctionContext"/> of one call.</summary>
internal sealed class InvocationContext(
    string invocationId,
    FunctionEntry function,
    IServiceProvider services,
    IReadOnlyDictionary<string, object?> bindingData,
    int retryCount,
    int maxRetryCount,
    CancellationToken cancellation) : FunctionContext
{
    public override string InvocationId { get; } = invocationId;

    public override string FunctionId => function.Id;

    public override BindingContext BindingContext { get; } = new Binding(bindingData);

    public override RetryContext RetryContext { get; } = new Retry(retryCount, maxRetryCount);

    public override IServiceProvider InstanceServices { get; set; } = services;

    public override FunctionDefinition FunctionDefinition => function;

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override CancellationToken CancellationToken { get; } = cancellation;

    private sealed class Binding(IReadOnlyDictionary<string, object?> data) : BindingContext
    {
        public override IReadOnlyDictionary<string, object?> BindingData => data;
    }

    private sealed class Retry(int count, int most) : RetryContext
    {
        public override int RetryCount => count;

        public override int MaxRetryCount => most;
    }
}
