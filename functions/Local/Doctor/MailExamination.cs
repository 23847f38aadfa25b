using System.Runtime.CompilerServices;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pinstitch.Azure.Mail;
using Pinstitch.Configure;

namespace Pinstitch.Functions.Local.Doctor;

/// <summary>Whether digests can leave: a mail server is signed in to, nothing is sent.</summary>
internal sealed class MailExamination(IServiceProvider services, bool hasMeasurement) : IExamination
{
    public string Area => "mail";

    public async IAsyncEnumerable<Finding> RunAsync([EnumeratorCancellation] CancellationToken cancellation)
    {
        // Made here, so that a setting that is wrong says so in its own words.
        var room = Settings.Mail(services.GetRequiredService<IConfiguration>());
        if (room.Sender is null)
        {
            var teams = hasMeasurement ? services.GetRequiredService<Measurement>().Teams.Count : 0;
            yield return teams == 0 ? Finding.Ok(Area, "none is sent, and there is no team") : Finding.Warning(Area, FormattableString.Invariant($"{teams} teams want digests, but Mail__Transport is none"), "Set Mail__Transport to smtp with Mail__Host, or take the teams out of the configuration.");
            yield break;
        }

        yield return await room.Sender.CheckAsync(cancellation) is { } fault
            ? Finding.Failure(Area, fault.Text, "Mend the Mail__ settings (docs/deploy.md); digests wait for 12 hours.")
            : Finding.Ok(Area, $"digests leave from {room.From} by {(room.Sender is SmtpMail ? "SMTP: the server takes the sign-in" : "a folder")}");
    }
}
