namespace Pinstitch.Functions.Local.Doctor;

/// <summary>Looks at one side of the pipeline and changes nothing that counts.</summary>
internal interface IExamination
{
    /// <summary>What it looks at, as its findings are called.</summary>
    string Area { get; }

    IAsyncEnumerable<Finding> RunAsync(CancellationToken cancellation);
}
