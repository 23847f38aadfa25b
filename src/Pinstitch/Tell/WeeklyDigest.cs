using System.Globalization;
using Pinstitch.Attribute;
using Pinstitch.Configure;
using Pinstitch.Measures;
using Pinstitch.Serve;

namespace Pinstitch.Tell;

/// <summary>The weekly digest: what it rests on, five numbers, the channels. A quiet week is one paragraph.</summary>
public static class WeeklyDigest
{
    /// <summary>Mail programs cut off longer mails (Gmail at about 102 kB).</summary>
    public const int MostBytes = 92_160;

    /// <summary>Writes the mail.</summary>
    /// <param name="measurement">The configuration.</param>
    /// <param name="team">Who gets it.</param>
    /// <param name="run">The published run.</param>
    /// <param name="summaries">Its channel summaries.</param>
    /// <param name="orders">Its orders.</param>
    /// <param name="accounts">Its ad accounts.</param>
    /// <param name="notices">What somebody should look at about collecting; null for nothing.</param>
    public static DigestMail Compose(
        Measurement measurement, DigestTeam team, DimRun run, IReadOnlyList<ChannelSummary> summaries, IReadOnlyList<FactOrder> orders, IReadOnlyList<DimAccount> accounts, IReadOnlyList<string>? notices = null)
    {
        ArgumentNullException.ThrowIfNull(measurement);
        ArgumentNullException.ThrowIfNull(team);
        ArgumentNullException.ThrowIfNull(run);
        var week = new WeekFigures(measurement, run, summaries, orders, accounts, notices);
        var span = Display.Span(week.From, week.To);
        var foot = Foot(measurement, team, run, week);
        if (week.IsQuiet)
        {
            var quiet = week.Spend is null && accounts.Count > 0
                ? $"No orders from {span}, and no report of ad spend has a row in it. If that is not right, the tracking or the connections need a look."
                : $"No orders and no ad spend from {span}. If that is not right, the tracking or the connections need a look.";
            return new($"{measurement.Shop}, {span}: a quiet week", $"{quiet}\n\n{string.Join('\n', foot)}\n", DigestHtml.Quiet(measurement.Shop, quiet, foot));
        }

        var subject = $"{measurement.Shop}, {span}: net revenue {Display.Money(week.Net.Now, week.Currency)} ({Headline.Moved(week.Net)}), MER {Display.Ratio(week.Mer)}, tracking {Display.Percent(week.KnownTouch)}";
        if (week.State.Warnings.Count > 0) subject += ", data missing";
        var headline = Headline.Of(week);
        return new(subject, DigestText.Render(measurement, span, week, headline, foot), DigestHtml.Render(measurement, team, span, week, headline, foot));
    }

    internal static string Name(string channel) => Channels.All.First(item => item.Id == channel).Name;

    /// <summary>Spend that ought to be known is missed, not zero.</summary>
    internal static string Spend(ChannelSummary row, string currency) =>
        row.Spend is null && Channels.All.First(item => item.Id == row.Channel).Platform is not null ? "no report" : Display.Money(row.Spend, currency);

    /// <summary>What is known of the orders' touches, in one sentence.</summary>
    internal static string Tracking(WeekFigures week) =>
        $"{Display.Percent(week.KnownTouch)} of net revenue has a known touch; the rest stands as unattributed.";

    /// <summary>The same, and what is in no number.</summary>
    internal static string Ground(WeekFigures week) => week.State.LeftOut is { } left ? $"{Tracking(week)} {left}" : Tracking(week);

    /// <summary>How ripe the week is.</summary>
    internal static string Ripeness(WeekFigures week) => week.Maturity is { } share
        ? $"This week's ads have earned about {Display.Percent(share)} of what they will; the rest is still to be bought."
        : "How much this week's ads are still to earn cannot be told yet: there is too little history.";

    /// <summary>Which channels pay whatever the model, in one sentence; empty where no spend is known.</summary>
    internal static string Agreement(WeekFigures week)
    {
        (string Verdict, string Words)[] verdicts = [("above_breakeven", "pay under every model"), ("depends_on_model", "pay under some models only"), ("below_breakeven", "pay under no model")];
        var parts = verdicts
            .Select(verdict => (verdict.Words, Names: string.Join(", ", Channels.All.Where(channel => week.Spreads.Any(spread => spread.Channel == channel.Id && spread.Verdict == verdict.Verdict)).Select(channel => channel.Name))))
            .Where(part => part.Names.Length > 0)
            .Select(part => $"{part.Names} {part.Words}")
            .ToList();
        return parts.Count == 0 ? string.Empty : $"At break-even {Display.Ratio(week.Breakeven)}: {string.Join("; ", parts)}.";
    }

    private static IReadOnlyList<string> Foot(Measurement measurement, DigestTeam team, DimRun run, WeekFigures week)
    {
        var settings = measurement.Attribution;
        return
        [
            string.Create(CultureInfo.InvariantCulture, $"{Display.Span(week.From, week.To)}, days in {measurement.TimeZone}, money in {measurement.Currency}. Credit by the order's day under {week.Model}; windows click {settings.ClickDays:0.#} d, save {settings.SaveDays:0.#} d, view {settings.ViewDays:0.#} d."),
            $"\"Clear\" is a change that chance alone makes in fewer than 1 of 20 cases [{Formula.ChangeId}]. Run {run.RunId}, model {measurement.DefaultModel}; formulas {string.Join(", ", Headline.Of(week).Select(number => number.Formula).Append(Formula.CreditId).Append(Formula.ClaimId).Append(Formula.MaturityId).Append(Formula.KnownTouchId).Append(Formula.ModelSpreadId).Append(Formula.VerdictId))}: the foot of the dashboard says what each is.",
            $"For the team {team.Name}, every week. To leave, use your mail program's unsubscribe or answer this mail.",
        ];
    }
}
