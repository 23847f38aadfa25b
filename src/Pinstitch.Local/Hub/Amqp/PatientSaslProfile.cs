using Amqp;
using Amqp.Sasl;
using Amqp.Types;

namespace Pinstitch.Local.Hub.Amqp;

/// <summary>
/// Lets everybody in, as Event Hubs does at this point: who may do what is settled at <c>$cbs</c>. Behind it the server
/// keeps silent until the client has spoken (see <see cref="PatientTransport"/>).
/// </summary>
internal sealed class PatientSaslProfile(string mechanism) : SaslProfile(mechanism)
{
    protected override ITransport UpgradeTransport(ITransport transport) => new PatientTransport((IAsyncTransport)transport);

    protected override DescribedList? GetStartCommand(string hostname) => null;

    protected override DescribedList OnCommand(DescribedList command) => new SaslOutcome { Code = SaslCode.Ok };
}
