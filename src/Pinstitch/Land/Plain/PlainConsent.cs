using Pinstitch.Land.Contract;

namespace Pinstitch.Land.Plain;

/// <summary>What the visitor of a plain event allows (<see cref="EventConsent"/>).</summary>
internal readonly record struct PlainConsent(bool? Measure, bool? Advertise, bool? Personalise, bool LimitedUse)
{
    public static bool Read(in PlainForm form, out PlainConsent consent)
    {
        consent = default;
        if (!form.Flag(ContractField.Measure, out var measure) || !form.Flag(ContractField.Advertise, out var advertise) || !form.Flag(ContractField.Personalise, out var personalise)) return false;
        if (!form.Flag(ContractField.LimitedUse, out var limited) || !form.Flag(ContractField.Gpc, out var told) || !form.Flag(ContractField.DoorGpc, out var seen)) return false;
        var isRefused = told == true || seen == true;
        consent = new(measure, isRefused ? false : advertise, isRefused ? false : personalise, limited == true);
        return true;
    }

    public void Write(LineBuffer line)
    {
        line.AddFlag(",\"may_measure\":"u8, Measure);
        line.AddFlag(",\"may_advertise\":"u8, Advertise);
        line.AddFlag(",\"may_personalise\":"u8, Personalise);
        if (LimitedUse) line.AddFlag(",\"limited_use\":"u8, true);
    }
}
