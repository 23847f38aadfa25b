using System.Globalization;
using System.Text;

namespace Pinstitch.Lab.Bench.Collect;

/// <summary>A report as Pinterest sends it, of any size: keyed by entity, so that days are all mixed up, zeros left out.</summary>
internal static class SyntheticReport
{
    private const int Days = 90;

    public static void Write(string path, int rows)
    {
        using var file = new StreamWriter(path, append: false, new UTF8Encoding(false), 1 << 20);
        // The same rows line by line, for those who cannot take the document apart.
        using var lines = new StreamWriter(path + ".ndjson", append: false, new UTF8Encoding(false), 1 << 20);
        file.Write('{');
        var state = 20260901UL;
        for (int row = 0, ad = 0; row < rows; ad++)
        {
            if (ad > 0) file.Write(',');
            file.Write(string.Create(CultureInfo.InvariantCulture, $"\"{687_201_300_000L + ad}\":["));
            for (var day = 0; day < Days && row < rows; day++, row++)
            {
                if (day > 0) file.Write(',');
                state = (state * 6364136223846793005UL) + 1442695040888963407UL;
                var draw = state >> 33;
                var text = string.Create(
                    CultureInfo.InvariantCulture,
                    $"{{\"DATE\":\"{new DateOnly(2026, 8, 1).AddDays(day):yyyy-MM-dd}\",\"CAMPAIGN_ID\":{626_740_011_000L + (ad / 50)},\"CAMPAIGN_NAME\":\"Campaign {ad / 50}\",\"AD_GROUP_ID\":{276_740_011_000L + (ad / 10)},\"AD_GROUP_NAME\":\"Ad group {ad / 10}\",\"AD_ID\":{687_201_300_000L + ad},\"AD_NAME\":\"Ad {ad}\",\"SPEND_IN_MICRO_DOLLAR\":{draw % 9_000_000},\"IMPRESSION_1\":{draw % 40_000},\"IMPRESSION_2\":{draw % 900},\"CLICKTHROUGH_1\":{draw % 300},\"CLICKTHROUGH_2\":{draw % 11},\"OUTBOUND_CLICK_1\":{draw % 250},\"REPIN_1\":{draw % 70},\"ENGAGEMENT_1\":{draw % 370},\"TOTAL_IMPRESSION_USER\":{draw % 30_000},\"VIDEO_MRC_VIEWS_1\":{draw % 5_000},\"TOTAL_CLICK_CHECKOUT\":{draw % 5},\"TOTAL_CLICK_CHECKOUT_VALUE_IN_MICRO_DOLLAR\":{draw % 5 * 39_900_000},\"TOTAL_VIEW_CHECKOUT\":{draw % 2}}}");
                file.Write(text);
                lines.Write(text);
                lines.Write('\n');
            }

            file.Write(']');
        }

        file.Write('}');
    }
}
