using System.Text;
using Pinstitch.Land.Sources;

namespace Pinstitch.Tests.Bugs;

/// <summary>Two refund transactions of the largest number there is were added up, which threw.</summary>
public sealed class Refunds_beyond_all_numbers_are_answered_with_500
{
    [Fact]
    public void They_are_refused_as_bad_data()
    {
        var transaction = $$"""{"kind":"refund","status":"success","amount":"{{decimal.MaxValue}}","currency":"EUR"}""";
        var body = Encoding.UTF8.GetBytes($$"""{"id":9,"order_id":1,"created_at":"2026-10-30T12:00:00Z","transactions":[{{transaction}},{{transaction}}]}""");
        Assert.False(ShopifyWebhook.Translate("refunds/create", body).TryGet(out _, out var fault));
        Assert.Equal(FaultKind.Data, fault.Kind);
    }
}
