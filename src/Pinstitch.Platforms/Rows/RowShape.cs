namespace Pinstitch.Platforms.Rows;

/// <summary>Where the rows of a report are.</summary>
/// <param name="Path">
/// Steps from the top: a name, <c>*</c> for any name, <c>[]</c> for the items of a list. More than one where a platform
/// sends the same rows in more than one way.
/// </param>
public sealed record RowShape(params string[] Path)
{
    /// <summary>Name of the property that tells the items of a list apart, such as <c>action_type</c>; null for no such lists.</summary>
    public string? ListKey { get; init; }

    /// <summary>Whether plain values above a row belong to it too.</summary>
    public bool WithContext { get; init; }

    /// <summary>Name under which the name above a list of rows (<c>*</c>) stands in each of them, where it says what no column does; null where it says nothing new.</summary>
    public string? KeyName { get; init; }

    /// <summary>Whether the parts are slices of the same rows, to be joined by their keys.</summary>
    public bool JoinsParts { get; init; }

    /// <summary>How the line above a CSV's columns begins that says how many rows follow; null for none.</summary>
    public string? CountLine { get; init; }

    /// <summary>Whether rows always come within a named list: then not even a report without rows is empty, or anything but JSON.</summary>
    internal bool IsEnveloped => Ways.All(way => way.Any(step => step is not ("*" or "[]")));

    /// <summary>Encloses the list of steps of each way.</summary>
    internal IReadOnlyList<string[]> Ways { get; } = [.. Path.Select(way => way.Split('/', StringSplitOptions.RemoveEmptyEntries))];
}
