using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging;
using MimeKit;
using Pinstitch.Azure.Storage;
using Pinstitch.Collect;
using Pinstitch.Configure;
using Pinstitch.Functions.Collect;
using Pinstitch.Tell;

namespace Pinstitch.Functions.Tell;

/// <summary>
/// Mails those who run the pipeline what has not been mailed yet: what is urgent once a day until it is mended, the rest
/// once. An alarm counts as told when its mail has left, so a crash tells it twice rather than never.
/// </summary>
public sealed partial class OperatorMail(Lake lake, Measurement measurement, StandingAlarms standing, MailRoom mail, TimeProvider time, ILogger<OperatorMail> logger)
{
    private static readonly BinaryData Told = new("told"u8.ToArray());

    /// <returns>How many alarms were told.</returns>
    public async Task<int> SendAsync(CancellationToken cancellation)
    {
        if (measurement.Operators.Count == 0 || mail.Sender is not { } sender) return 0;
        var today = measurement.DayOf(time.GetUtcNow());
        var untold = new List<(AdAccount Account, CollectionAlarm Alarm)>();
        // One report that failed for an hour is no reason to write: when it lasts it becomes stale.
        foreach (var item in (await standing.ListAsync(cancellation)).Where(item => item.Alarm.Kind != "failed"))
        {
            if (await lake.Runs.FindAsync(Marker(item, today), cancellation) is null) untold.Add(item);
        }

        if (untold.Count == 0) return 0;
        var (subject, text) = AlarmMail.Compose(measurement.Shop, untold);
        var message = new MimeMessage { Subject = subject, Date = time.GetUtcNow(), Body = new TextPart("plain") { Text = text } };
        message.MessageId = string.Create(CultureInfo.InvariantCulture, $"alarm-{today:yyyy-MM-dd}-{Hash(text)}@pinstitch");
        message.From.Add(new MailboxAddress("Pinstitch", MailboxAddress.Parse(mail.From).Address));
        message.To.AddRange(measurement.Operators.Select(MailboxAddress.Parse));
        if ((await sender.SendAsync(message, cancellation)).Fault is { } fault)
        {
            LogNotSent(fault.Text);
            return 0;
        }

        foreach (var item in untold) await lake.Runs.WriteAsync(Marker(item, today), Told, cancellation);
        LogSent(untold.Count);
        return untold.Count;
    }

    private static string Marker((AdAccount Account, CollectionAlarm Alarm) item, DateOnly today)
    {
        var when = item.Alarm.IsUrgent ? string.Create(CultureInfo.InvariantCulture, $"{today:yyyy-MM-dd}/") : string.Empty;
        // The silence grows by the hour in words, and is one alarm a day all the same.
        var what = item.Alarm.IsUrgent ? item.Alarm.Kind : $"{item.Alarm.Kind} {item.Alarm.Text}";
        return $"alarms/{item.Account.Platform}/{item.Account.Id}/{when}{Hash(what)}";
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];

    [LoggerMessage(7010, LogLevel.Information, "Told the operators of {Alarms} alarms")]
    private partial void LogSent(int alarms);

    [LoggerMessage(7011, LogLevel.Error, "The operators could not be told what collecting needs: {Fault}")]
    private partial void LogNotSent(string fault);
}
