using System.Globalization;
using Microsoft.Extensions.Logging;
using MimeKit;
using Pinstitch.Azure.Storage;
using Pinstitch.Azure.Tabular;
using Pinstitch.Configure;
using Pinstitch.Functions.Collect;
using Pinstitch.Functions.Serve;
using Pinstitch.Serve;
using Pinstitch.Tell;

namespace Pinstitch.Functions.Tell;

/// <summary>
/// Composes a digest from the published tables and sends it. That it is about to be sent is stored first: if a crash or
/// a broken line then leaves it open whether the mail has left, it is not sent again but reported.
/// </summary>
public sealed partial class MailDigest(
    Lake lake, ServingFolders folders, ServingTables tables, Measurement measurement, MailRoom mail, StandingAlarms alarms, TimeProvider time, ILogger<MailDigest> logger)
{
    private static readonly BinaryData Sending = new("sending"u8.ToArray());
    private static readonly BinaryData Sent = new("sent"u8.ToArray());

    [Function(nameof(MailDigest))]
    public async Task<Step<DigestResult>> RunAsync([ActivityTrigger] DigestInput input, CancellationToken cancellation)
    {
        var team = measurement.Teams.FirstOrDefault(team => team.Name == input.Team);
        if (team is null) return Failed(new(FaultKind.Configuration, $"The configuration has no team '{input.Team}'."));
        if (mail.Sender is not { } sender) return Failed(new(FaultKind.Configuration, "No mail is sent: Mail__Transport is none."));
        if (await tables.PublishedAsync(cancellation) is not { } runId) return Failed(NotYet(input));
        var run = (await ReadAsync<DimRun>(runId, cancellation))[0];
        if (run.Night != input.LastDay) return Failed(NotYet(input));
        var digest = WeeklyDigest.Compose(measurement, team, run, await ReadAsync<ChannelSummary>(runId, cancellation), await ReadAsync<FactOrder>(runId, cancellation), await ReadAsync<DimAccount>(runId, cancellation), AlarmMail.Notices(await alarms.ListAsync(cancellation)));
        var marker = string.Create(CultureInfo.InvariantCulture, $"digests/{team.Id}/{input.LastDay:yyyy-MM-dd}");
        if (!await lake.Runs.WriteOnceAsync(marker, Sending, cancellation))
        {
            if ((await lake.Runs.ReadAsync(marker, cancellation)).ToString() == "sent") return new(new(true, digest.Subject), null);
            return Unsure(team, input, marker);
        }

        var result = await sender.SendAsync(Message(team, input, digest), cancellation);
        if (result.Fault is { } fault)
        {
            if (result.MayHaveLeft) return Unsure(team, input, marker);

            // Certainly not sent: the way is free for another try.
            await lake.Runs.DeleteAsync(marker, cancellation);
            return Failed(fault);
        }

        await lake.Runs.WriteAsync(marker, Sent, cancellation);
        LogSent(team.Name, digest.Subject);
        return new(new(true, digest.Subject), null);
    }

    private Step<DigestResult> Unsure(DigestTeam team, DigestInput input, string marker)
    {
        LogUnsure(team.Name, input.LastDay);
        return Failed(new(FaultKind.Data, $"It is not known whether the digest for {team.Name} has left; it is not sent twice. To send it again, delete the blob runs/{marker} and purge the orchestration {DigestStart.InstanceId(team.Name, input.LastDay)}."));
    }

    private static Step<DigestResult> Failed(Fault fault) => new(null, fault);

    private static Fault NotYet(DigestInput input) =>
        new(FaultKind.Transient, $"The nightly run of {input.LastDay:yyyy-MM-dd} is not published yet.", RetryAfter: TimeSpan.FromMinutes(10));

    private async Task<IReadOnlyList<T>> ReadAsync<T>(string runId, CancellationToken cancellation)
        where T : MartRow => await ParquetFile.ReadAsync<T>(await folders.Marts.ReadAsync(MartPaths.Table<T>(runId), cancellation));

    private MimeMessage Message(DigestTeam team, DigestInput input, DigestMail digest)
    {
        var message = new MimeMessage
        {
            Subject = digest.Subject,
            Date = time.GetUtcNow(),
            MessageId = string.Create(CultureInfo.InvariantCulture, $"{DigestStart.InstanceId(team.Name, input.LastDay)}@pinstitch"),
        };
        var from = MailboxAddress.Parse(mail.From);
        message.From.Add(new MailboxAddress("Pinstitch", from.Address));
        message.To.AddRange(team.Recipients.Select(MailboxAddress.Parse));
        message.Headers.Add(HeaderId.ListUnsubscribe, $"<mailto:{from.Address}?subject=unsubscribe%20{team.Id}>");
        message.Body = new MultipartAlternative(
            new TextPart("plain") { Text = digest.Text },
            new TextPart("html") { Text = digest.Html })
        {
            // Fixed, so that the same digest is the same file.
            Boundary = "=-pinstitch-" + DigestTeam.IdOf(message.MessageId),
        };
        return message;
    }

    [LoggerMessage(7001, LogLevel.Information, "Digest for {Team} sent: {Subject}")]
    private partial void LogSent(string team, string subject);

    [LoggerMessage(7002, LogLevel.Error, "Digest for {Team}, week to {LastDay}: it is not known whether it was sent; it is not repeated")]
    private partial void LogUnsure(string team, DateOnly lastDay);
}
