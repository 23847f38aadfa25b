namespace Pinstitch.Land.Matching;

/// <summary>Takes letters out of a text.</summary>
internal static class Letters
{
    /// <summary>Letters of the supplementary planes stay whole: they are two halves here, and both are kept.</summary>
    public static NormalForm Keep(string text, Func<char, bool> keep)
    {
        var kept = string.Concat(text.Where(letter => char.IsSurrogate(letter) || keep(letter)));
        return kept.Length == 0 ? NormalForm.Because("empty") : NormalForm.Of(kept);
    }
}
