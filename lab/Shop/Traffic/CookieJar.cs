using Pinstitch.Lab.Shop.Life;

namespace Pinstitch.Lab.Shop.Traffic;

/// <summary>Which cookie a person's device has at a visit. To be asked for the visits in order of time.</summary>
internal sealed class CookieJar(ulong seed, Person person)
{
    private readonly Dictionary<int, (long LastVisit, int Epoch)> devices = [];

    /// <summary>The cookie; a new one when the device's last has expired.</summary>
    public string At(Visit visit)
    {
        var device = person.Devices[visit.Device];
        var (last, epoch) = devices.GetValueOrDefault(visit.Device, (visit.Time, 0));
        if (visit.Time - last > device.CookieDays * 86400L) epoch++;
        devices[visit.Device] = (visit.Time, epoch);
        return Ids.Cookie(seed, device, epoch);
    }
}
