namespace Pinstitch.Stitch;

/// <summary>What is known of a person while persons are counted.</summary>
[Flags]
internal enum PersonMarks : byte
{
    /// <summary>Nothing: there is no such person, or it is an identifier that is alone.</summary>
    None = 0,

    /// <summary>There is such a person.</summary>
    Any = 1,

    /// <summary>A strong identifier.</summary>
    Known = 2,

    /// <summary>A browser or a device.</summary>
    Device = 4,

    /// <summary>Another browser or device.</summary>
    Devices = 8,
}
