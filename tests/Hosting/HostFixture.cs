using Pinstitch.Tests.Storage;

namespace Pinstitch.Tests.Hosting;

/// <summary>
/// One host for all tests of a class: <c>class DoorTests(HostFixture fixture) : IClassFixture&lt;HostFixture&gt;</c>. Tests that
/// need settings of their own start a <see cref="TestHost"/> themselves, or derive from this.
/// </summary>
public class HostFixture(AzuriteFixture azurite) : IAsyncLifetime
{
    private TestHost? host;

    public TestHost Host => host ?? throw new InvalidOperationException("The host is not started.");

    public async ValueTask InitializeAsync() => host = await TestHost.StartAsync(azurite, Choose);

    public async ValueTask DisposeAsync()
    {
        if (host is not null) await host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Changes the host's options.</summary>
    protected virtual void Choose(TestHostOptions options)
    {
    }
}
