using System.Text.Json;

namespace Pinstitch.Land.Contract;

/// <summary>The money of an event: its value, what was bought, and what the shop says of the order.</summary>
internal readonly record struct EventMoney(long? Value, string? Currency, IReadOnlyList<LandedItem>? Contents, LandedOrder? Order)
{
    public static EventMoney Read(ref EventForm form, ref EventNotes notes, string? name, string shopCurrency)
    {
        var needed = name is not null && EventNames.NeedsValue(name);
        var before = form.Broken;
        var amount = form.Amount(ContractField.Value);
        var code = form.Currency(ContractField.Currency);
        if (code is not null && code != shopCurrency && needed)
            form.Break(ContractField.Currency, "currency_without_rate", $"Revenue is measured in {shopCurrency}; send amounts in {shopCurrency}, converted at the day's rate.");
        if (form.Broken == before)
        {
            if (amount is null && needed) form.Break(ContractField.Value, "missing", $"An event {name} needs value and currency.");
            if (amount is not null && code is null) form.Break(ContractField.Currency, "missing", "A value needs its currency.");
        }

        var contents = form.Has(ContractField.Contents) ? EventContents.Read(ref form, code) : null;
        var order = form.Has(ContractField.Order) && form[ContractField.Order].Kind == JsonTokenType.StartObject ? ReadOrder(ref form, code) : null;
        return form.Broken > before ? default : new(amount is null ? null : Currencies.ToMinor(amount.Value, code!), code, contents, order);
    }

    private static LandedOrder? ReadOrder(ref EventForm form, string? code)
    {
        var presentment = form.Currency(ContractField.PresentmentCurrency);
        var shown = form.Amount(ContractField.PresentmentValue);
        if (shown is not null && presentment is null) form.Break(ContractField.PresentmentCurrency, "missing", "A presentment_value needs its presentment_currency.");
        var (tax, shipping, discount) = (form.Amount(ContractField.Tax), form.Amount(ContractField.Shipping), form.Amount(ContractField.Discount));
        if (code is null && (tax ?? shipping ?? discount) is not null) form.Break(ContractField.Currency, "missing", "Tax, shipping and discount need the event's currency.");
        if (code is null && (tax ?? shipping ?? discount) is not null) return null;
        var order = new LandedOrder
        {
            Status = form.Text(ContractField.OrderStatus, 32) is { } status ? TextScrub.All(status) : null,
            Tax = Minor(tax, code),
            Shipping = Minor(shipping, code),
            Discount = Minor(discount, code),
            PresentmentValue = presentment is null ? null : Minor(shown, presentment),
            PresentmentCurrency = presentment,
        };
        return order == new LandedOrder() ? null : order;
    }

    private static long? Minor(decimal? amount, string? code) => amount is { } given ? Currencies.ToMinor(given, code!) : null;
}
