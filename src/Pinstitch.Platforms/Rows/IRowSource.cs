namespace Pinstitch.Platforms.Rows;

/// <summary>Gives the rows of one part of a report, one after the other.</summary>
internal interface IRowSource : IDisposable
{
    /// <summary>Fills the row with the next one.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="RowFaultException">The part is not what it must be.</exception>
    bool Read(FlatRow row);
}
