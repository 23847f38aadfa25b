namespace Pinstitch.Attribute;

/// <summary>What models that split an order do with ad views.</summary>
public enum ViewUse
{
    /// <summary>A view counts only for orders without any click or save. Cheap views would otherwise swamp the clicks.</summary>
    OnlyIfNoClick,

    /// <summary>A view counts beside clicks, for less (<see cref="ViewRule"/>).</summary>
    Weighted,

    /// <summary>A view is a touch like any other.</summary>
    AsClick,

    /// <summary>Views never count.</summary>
    Exclude,
}
