namespace Pinstitch.Lab.Shop.Life;

/// <summary>From the weakest to the strongest.</summary>
public enum AdActionKind : byte
{
    View,
    Save,
    Click,
}
