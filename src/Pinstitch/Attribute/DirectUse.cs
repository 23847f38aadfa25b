namespace Pinstitch.Attribute;

/// <summary>What is done with direct visits.</summary>
public enum DirectUse
{
    /// <summary>A direct visit counts only where nothing else does, in every model but last click.</summary>
    OnlyIfAlone,

    /// <summary>A direct visit is a touch like any other; only last non-direct looks past it.</summary>
    AsTouch,

    /// <summary>A direct visit never counts; orders with nothing else are unattributed.</summary>
    Never,
}
