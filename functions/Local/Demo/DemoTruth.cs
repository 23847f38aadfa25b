using Pinstitch.Lab.Shop.Truth;

namespace Pinstitch.Functions.Local.Demo;

/// <summary>How far the pipeline's answers are from what really happened in the synthetic shop.</summary>
/// <param name="Stitching">Who was taken for whom.</param>
/// <param name="Guards">What each guard rail was worth.</param>
/// <param name="Models">Every model, and the platforms' own claims, against the true incremental revenue.</param>
internal sealed record DemoTruth(StitchQuality Stitching, IReadOnlyList<GuardCheck> Guards, IReadOnlyList<ModelBias> Models);
