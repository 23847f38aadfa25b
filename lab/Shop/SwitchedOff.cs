namespace Pinstitch.Lab.Shop;

/// <summary>What does not exist in a re-run of the shop: a channel, or one campaign, or nothing.</summary>
public sealed record SwitchedOff
{
    private SwitchedOff()
    {
    }

    public static SwitchedOff Nothing { get; } = new();

    public Channel? Channel { get; private init; }

    public int? Campaign { get; private init; }

    public static SwitchedOff All(Channel channel) => new() { Channel = channel };

    public static SwitchedOff One(Campaign campaign) => new() { Campaign = campaign.Index };

    public bool Has(Campaign campaign) => Campaign == campaign.Index || Channel == campaign.Platform;
}
