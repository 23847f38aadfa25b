namespace Pinstitch.Local.Hosting;

/// <summary>A part of the host that is started in a fixed order and stopped in the opposite one.</summary>
internal interface IHostPart
{
    Task StartAsync(CancellationToken cancellation);

    Task StopAsync(CancellationToken cancellation);
}
