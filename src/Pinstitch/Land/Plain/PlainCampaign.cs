using Pinstitch.Land.Contract;

namespace Pinstitch.Land.Plain;

/// <summary>The campaign that the sender of a plain event had kept.</summary>
internal static class PlainCampaign
{
    private const int Longest = 200;

    private static readonly ContractField[] Fields = [ContractField.UtmSource, ContractField.UtmMedium, ContractField.UtmCampaign, ContractField.UtmContent, ContractField.UtmTerm];

    public static bool Write(in PlainForm form, LineBuffer line)
    {
        if (!form.Has(ContractField.Utm)) return true;
        var opening = ",\"campaign\":{\""u8;
        foreach (var field in Fields)
        {
            if (!form.Text(field, Longest, out var text) || !form.IsClean(text)) return false;
            if (text.IsEmpty) continue;
            line.Add(opening);
            line.Add(ContractFields.Utf8NameOf(field));
            line.AddText("\":\""u8, text);
            opening = ",\""u8;
        }

        if (opening.Length == 2) line.Add((byte)'}');
        return true;
    }
}
