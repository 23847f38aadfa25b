namespace Pinstitch.Platforms.Rows;

/// <summary>Rows cannot be read any further; caught at the door of the reading and turned into the fault.</summary>
internal sealed class RowFaultException(Fault fault) : Exception(fault.ToString())
{
    public Fault Fault { get; } = fault;
}
