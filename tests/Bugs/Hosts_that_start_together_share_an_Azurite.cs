using Pinstitch.Local.Storage;

namespace Pinstitch.Tests.Bugs;

/// <summary>
/// Three demos started at the same moment all found port 10000 free; one Azurite came up, and all three hosts wrote into
/// it. Ports are now claimed before they are probed.
/// </summary>
public sealed class Hosts_that_start_together_share_an_Azurite
{
    [Fact]
    public void A_port_is_claimed_once_and_free_again_when_its_owner_is_gone()
    {
        const int Port = 19_990;
        using (var first = PortClaim.Try(Port))
        {
            Assert.NotNull(first);
            Assert.Null(PortClaim.Try(Port));
        }

        using var second = PortClaim.Try(Port);
        Assert.NotNull(second);
    }

    /// <summary>One with TMPDIR and one without found the same port free again.</summary>
    [Fact]
    public void A_claim_is_where_every_host_looks_for_it_whatever_its_temporary_folder_is()
    {
        if (OperatingSystem.IsWindows()) Assert.Skip("TMPDIR is not Windows's");
        using var claim = PortClaim.Try(19_980);
        Assert.NotNull(claim);
        Assert.True(File.Exists("/tmp/pinstitch-azurite-19980.lock"));
    }
}
