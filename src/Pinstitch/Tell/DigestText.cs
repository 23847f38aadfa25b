using System.Globalization;
using System.Text;
using Pinstitch.Configure;
using Pinstitch.Serve;

namespace Pinstitch.Tell;

/// <summary>The digest's plain-text twin: everything that the page says.</summary>
internal static class DigestText
{
    public static string Render(Measurement measurement, string span, WeekFigures week, IReadOnlyList<Headline> headline, IReadOnlyList<string> foot)
    {
        var text = new StringBuilder($"{measurement.Shop}, {span}\n\n");
        foreach (var warning in week.State.Warnings) text.Append(CultureInfo.InvariantCulture, $"DATA ARE MISSING. {warning}\n");
        if (week.State.Warnings.Count == 0) text.Append(week.State.Summary).Append('\n');
        foreach (var notice in week.State.Notices) text.Append(CultureInfo.InvariantCulture, $"TO LOOK AT. {notice}\n");
        text.Append(WeeklyDigest.Ground(week)).Append("\n\nThe week in five numbers\n");
        foreach (var number in headline) text.Append(CultureInfo.InvariantCulture, $"- {number.Name}: {number.Now} (week before: {number.Before}; {number.Note})\n");
        text.Append(CultureInfo.InvariantCulture, $"\nChannels, model {week.Model}; ROAS with its 95 % interval\n");
        foreach (var row in week.Channels) text.Append(Row(row, week.Currency));
        return text.Append(CultureInfo.InvariantCulture, $"\n{WeeklyDigest.Agreement(week)}\n{WeeklyDigest.Ripeness(week)}\n\n-- \n{string.Join('\n', foot)}\n").ToString();
    }

    private static string Row(ChannelSummary row, string currency)
    {
        var line = new StringBuilder($"- {WeeklyDigest.Name(row.Channel)}: ");
        if (WeeklyDigest.Spend(row, currency) is var spend && spend != Display.None) line.Append(CultureInfo.InvariantCulture, $"spend {spend}, ");
        line.Append(CultureInfo.InvariantCulture, $"credited {Display.Money(row.CreditedRevenue, currency)}");
        if (row.Roas is { } roas) line.Append(CultureInfo.InvariantCulture, $", ROAS {Display.Ratio(roas)} ({Display.Ratio(row.RoasLow)} to {Display.Ratio(row.RoasHigh)})");
        if (row.ClaimedRevenue is { } claimed) line.Append(CultureInfo.InvariantCulture, $"; the platform claims {Display.Money(claimed, currency)}");
        return line.Append('\n').ToString();
    }
}
