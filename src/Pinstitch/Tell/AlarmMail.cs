using System.Text;
using Pinstitch.Collect;
using Pinstitch.Configure;

namespace Pinstitch.Tell;

/// <summary>Tells those who run the pipeline what of collecting needs somebody.</summary>
public static class AlarmMail
{
    /// <summary>Most notices on a page or in a digest; the rest is counted.</summary>
    private const int MostNotices = 5;

    /// <summary>Alarms as sentences for pages and digests, worst first.</summary>
    public static IReadOnlyList<string> Notices(IEnumerable<(AdAccount Account, CollectionAlarm Alarm)> alarms)
    {
        var all = alarms.OrderByDescending(item => item.Alarm.IsUrgent).Select(item => $"{item.Account.Name}: {item.Alarm.Text}").Distinct(StringComparer.Ordinal).ToList();
        return all.Count <= MostNotices ? all : [.. all.Take(MostNotices), $"And {all.Count - MostNotices} more."];
    }

    /// <summary>Writes the mail.</summary>
    /// <param name="shop">Name of the shop.</param>
    /// <param name="alarms">What is to be told; not empty.</param>
    public static (string Subject, string Text) Compose(string shop, IReadOnlyList<(AdAccount Account, CollectionAlarm Alarm)> alarms)
    {
        ArgumentNullException.ThrowIfNull(alarms);
        var urgent = alarms.Where(item => item.Alarm.IsUrgent).Select(item => item.Account.Name).Distinct(StringComparer.Ordinal).ToList();
        var subject = urgent.Count > 0 ? $"{shop}: {string.Join(", ", urgent)} cannot be collected until somebody acts" : $"{shop}: collecting found something to look at";
        var text = new StringBuilder();
        foreach (var part in alarms.GroupBy(item => item.Alarm.IsUrgent).OrderByDescending(part => part.Key))
        {
            text.Append(part.Key ? "NEEDS SOMEBODY NOW\n" : "TO LOOK AT\n");
            foreach (var (account, alarm) in part)
                text.Append("- ").Append(account.Name).Append(" (").Append(account.Platform).Append(' ').Append(account.Id).Append("): ").Append(alarm.Text).Append(" [").Append(alarm.Kind).Append("]\n");
            text.Append('\n');
        }

        text.Append("What is collected keeps its last good numbers; nothing is shown as zero because of this. `collect` on the command line shows each report's state.\n");
        return (subject, text.ToString());
    }
}
