using Pinstitch.Collect;
using Pinstitch.Platforms.Fields;

namespace Pinstitch.Platforms.Google;

/// <summary>Google Ads' fields, by their JSON names: nested, 64-bit numbers as text, zeros left out.</summary>
internal static class GoogleFields
{
    private static readonly ClaimKey Claim = new(ConversionTypes.Unknown, string.Empty, "all", "total");

    private static readonly Dictionary<string, Field> Keys = new()
    {
        ["segments.date"] = Field.Of(FieldRole.Date),
        ["customer.id"] = Field.Of(FieldRole.Ignored),
        ["customer.currencyCode"] = Field.Of(FieldRole.Currency).Expected(),
        ["customer.timeZone"] = Field.Of(FieldRole.TimeZone),
        ["campaign.id"] = Field.Of(FieldRole.CampaignId),
        ["campaign.name"] = Field.Of(FieldRole.CampaignName),
        ["campaign.advertisingChannelType"] = Field.Of(FieldRole.Extra),
        ["adGroup.id"] = Field.Of(FieldRole.AdGroupId),
        ["adGroup.name"] = Field.Of(FieldRole.AdGroupName),
        ["assetGroup.id"] = Field.Of(FieldRole.AdGroupId),
        ["assetGroup.name"] = Field.Of(FieldRole.AdGroupName),
        ["adGroupAd.ad.id"] = Field.Of(FieldRole.AdId),
        ["adGroupAd.ad.name"] = Field.Of(FieldRole.AdName),
        ["adGroupCriterion.criterionId"] = Field.Of(FieldRole.AdId),
        ["adGroupCriterion.keyword.text"] = Field.Of(FieldRole.AdName),
        ["adGroupCriterion.keyword.matchType"] = Field.Of(FieldRole.Extra),
        ["segments.conversionActionCategory"] = Field.Of(FieldRole.ClaimType),
        ["segments.conversionActionName"] = Field.Of(FieldRole.ClaimName),
    };

    private static readonly Dictionary<string, Field> Delivery = new()
    {
        ["metrics.costMicros"] = Field.Of(Measure.Spend, Field.Micros).Expected(),
        ["metrics.impressions"] = Field.Of(Measure.Impressions).Expected(),
        ["metrics.clicks"] = Field.Of(Measure.Clicks),
        ["metrics.engagements"] = Field.Of(Measure.Engagements),
        ["metrics.videoTrueviewViews"] = Field.Of(Measure.VideoViews),
        ["metrics.interactions"] = Field.Of(FieldRole.Extra),
        ["metrics.allConversions"] = Field.Of(FieldRole.Extra),
        ["metrics.allConversionsValue"] = Field.Of(FieldRole.Extra),
        ["metrics.viewThroughConversions"] = Field.Of(FieldRole.Extra),
        ["metrics.videoQuartileP25Rate"] = Field.Of(Measure.VideoP25).AsShare(),
        ["metrics.videoQuartileP50Rate"] = Field.Of(Measure.VideoP50).AsShare(),
        ["metrics.videoQuartileP75Rate"] = Field.Of(Measure.VideoP75).AsShare(),
        ["metrics.videoQuartileP100Rate"] = Field.Of(Measure.VideoP100).AsShare(),
    };

    private static readonly Dictionary<string, Field> Claims = new()
    {
        ["metrics.conversions"] = Field.Of(Claim),
        ["metrics.conversionsValue"] = Field.Of(Claim, ClaimPart.Value),
        ["metrics.conversionsByConversionDate"] = Field.Of(Claim),
        ["metrics.conversionsValueByConversionDate"] = Field.Of(Claim, ClaimPart.Value),
    };

    /// <summary>Categories of conversion actions.</summary>
    private static readonly Dictionary<string, string> Types = new()
    {
        ["PURCHASE"] = ConversionTypes.Purchase,
        ["STORE_SALE"] = ConversionTypes.Purchase,
        ["SIGNUP"] = ConversionTypes.Signup,
        ["SUBMIT_LEAD_FORM"] = ConversionTypes.Lead,
        ["IMPORTED_LEAD"] = ConversionTypes.Lead,
        ["QUALIFIED_LEAD"] = ConversionTypes.Lead,
        ["CONVERTED_LEAD"] = ConversionTypes.Lead,
        ["PHONE_CALL_LEAD"] = ConversionTypes.Lead,
        ["REQUEST_QUOTE"] = ConversionTypes.Lead,
        ["BOOK_APPOINTMENT"] = ConversionTypes.Lead,
        ["CONTACT"] = ConversionTypes.Lead,
        ["ADD_TO_CART"] = ConversionTypes.AddToCart,
        ["BEGIN_CHECKOUT"] = ConversionTypes.InitiateCheckout,
        ["SUBSCRIBE_PAID"] = ConversionTypes.Subscribe,
        ["PAGE_VIEW"] = ConversionTypes.PageVisit,
        ["DOWNLOAD"] = ConversionTypes.AppInstall,
    };

    public static FieldTable Of(ReportKind kind)
    {
        var fields = new Dictionary<string, Field>(Keys);
        foreach (var (name, field) in Delivery) fields[name] = kind.WithDelivery ? field : Field.Of(FieldRole.Ignored);
        foreach (var (name, field) in Claims) fields[name] = kind.WithDelivery ? Field.Of(FieldRole.Extra) : field;
        // A search campaign has no video views and a query for ads none of it: what is not asked for is not zero.
        if (!kind.Options.Any(option => option.Contains("video_trueview_views", StringComparison.Ordinal))) fields.Remove("metrics.videoTrueviewViews");
        return new(fields)
        {
            LeavesZerosOut = true,
            Rule = name => name.EndsWith(".resourceName", StringComparison.Ordinal) ? Field.Of(FieldRole.Ignored) : null,
            TypeOf = (category, name) => category is not null && Types.TryGetValue(category, out var type) ? type : ConversionTypes.Custom(name ?? "?"),
        };
    }
}
