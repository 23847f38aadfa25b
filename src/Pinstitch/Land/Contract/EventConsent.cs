namespace Pinstitch.Land.Contract;

/// <summary>What the visitor allows, for each purpose; null for not said.</summary>
internal readonly record struct EventConsent(bool? Measure, bool? Advertise, bool? Personalise, bool LimitedUse)
{
    /// <summary>A browser's Global Privacy Control refuses advertising, whatever else is said.</summary>
    public static EventConsent Read(ref EventForm form)
    {
        var (advertise, personalise) = (form.Flag(ContractField.Advertise), form.Flag(ContractField.Personalise));
        var (told, seen) = (form.Flag(ContractField.Gpc), form.Flag(ContractField.DoorGpc));
        var isRefused = told == true || seen == true;
        return new(
            form.Flag(ContractField.Measure),
            isRefused ? false : advertise,
            isRefused ? false : personalise,
            form.Flag(ContractField.LimitedUse) ?? false);
    }
}
