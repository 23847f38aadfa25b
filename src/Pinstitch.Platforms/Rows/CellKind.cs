namespace Pinstitch.Platforms.Rows;

/// <summary>How a value was written.</summary>
internal enum CellKind : byte
{
    Null,
    Number,
    Text,
    Flag,

    /// <summary>A list or an object, as JSON.</summary>
    Json,
}
