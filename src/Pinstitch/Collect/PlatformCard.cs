namespace Pinstitch.Collect;

/// <summary>An ad platform as the pipeline knows it, whatever its API: its names, and how its traffic is told.</summary>
/// <param name="Id">As in the configuration and on storage: lower-case letters.</param>
/// <param name="Name">For people.</param>
/// <param name="Channel">Name of the channel of its paid traffic, for people.</param>
/// <param name="Place">Where it stands among the platforms, from 1.</param>
/// <param name="ClickIds">Parameters that it puts on the links of its ads.</param>
/// <param name="Sources">What <c>utm_source</c> says where advertisers name the platform; lower case.</param>
public sealed record PlatformCard(string Id, string Name, string Channel, int Place, IReadOnlyList<string> ClickIds, IReadOnlyList<string> Sources)
{
    /// <summary>Whether links that nobody paid for carry the click id too, so that the advertiser's own tags must tell them apart.</summary>
    public bool ClickIdsAreUnpaidToo { get; init; }

    /// <summary>Id of the channel of its paid traffic.</summary>
    public string ChannelId => Id + "_paid";
}
