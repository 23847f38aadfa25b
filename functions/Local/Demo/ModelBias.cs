namespace Pinstitch.Functions.Local.Demo;

/// <summary>One model against the truth.</summary>
/// <param name="Model">Its id; <c>platform_claims</c> for what the platforms say themselves.</param>
/// <param name="Name">For people.</param>
/// <param name="Channels">The channels whose truth is known.</param>
internal sealed record ModelBias(string Model, string Name, IReadOnlyList<ChannelBias> Channels)
{
    /// <summary>How far off it is: the sum of all channels' errors, whatever their sign, by the sum of their true revenue.</summary>
    public decimal Error => Channels.Sum(channel => channel.Truth) is > 0 and var truth ? decimal.Round(Channels.Sum(channel => Math.Abs(channel.Bias)) / truth, 4) : 0;
}
