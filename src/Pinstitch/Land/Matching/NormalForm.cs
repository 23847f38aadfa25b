namespace Pinstitch.Land.Matching;

/// <summary>What a platform's rule makes of a value: the text to be hashed, or why there is none.</summary>
/// <param name="Text">Null when the value cannot be used.</param>
/// <param name="Problem">A stable name for counting, such as <c>phone_without_country</c>; null when there is none.</param>
public readonly record struct NormalForm(string? Text, string? Problem)
{
    /// <summary>The platform takes no such field.</summary>
    public static NormalForm NotTaken => new(null, null);

    public static NormalForm Of(string text) => new(text, null);

    public static NormalForm Because(string problem) => new(null, problem);
}
