namespace Pinstitch.Attribute;

/// <summary>A model of a proof.</summary>
/// <param name="Id">Its id.</param>
/// <param name="DirectOnlyIfAlone">Whether it looks past direct visits.</param>
/// <param name="IsSingleTouch">Whether one touch gets all.</param>
/// <param name="Numbers">Its numbers, whole.</param>
public sealed record ProvenModel(string Id, bool DirectOnlyIfAlone, bool IsSingleTouch, IReadOnlyDictionary<string, long> Numbers);
