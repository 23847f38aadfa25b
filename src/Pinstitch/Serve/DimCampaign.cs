namespace Pinstitch.Serve;

[MartTable("dim_campaign", "campaign of an ad platform")]
public sealed record DimCampaign : MartRow
{
    [MartColumn("Ad platform")]
    public required string Platform { get; init; }

    [MartColumn("Account on the platform")]
    public required string AccountId { get; init; }

    [MartColumn("The platform's number of the campaign, as text")]
    public required string CampaignId { get; init; }

    [MartColumn("Its latest name")]
    public required string Name { get; init; }

    [MartColumn("Channel that its touches and spend are booked under")]
    public required string Channel { get; init; }

    public override string Partition => "all";

    public override string Key => Join(Platform, AccountId, CampaignId);
}
