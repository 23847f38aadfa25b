namespace Pinstitch.Functions.Local.Demo;

/// <summary>A channel's revenue by a model and in truth.</summary>
/// <param name="Channel">Stable id of the channel.</param>
/// <param name="Credited">What the model says.</param>
/// <param name="Truth">What would be missing without the channel.</param>
internal sealed record ChannelBias(string Channel, decimal Credited, decimal Truth)
{
    /// <summary>Above zero when the model gives too much.</summary>
    public decimal Bias => Credited - Truth;
}
