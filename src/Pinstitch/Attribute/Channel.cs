namespace Pinstitch.Attribute;

/// <summary>A channel.</summary>
/// <param name="Id">Stable, for storage.</param>
/// <param name="Name">For people.</param>
/// <param name="Platform">The ad platform whose spend it carries; null for none.</param>
/// <param name="IsPaid">Whether money is paid for its touches.</param>
public sealed record Channel(string Id, string Name, string? Platform, bool IsPaid)
{
    public Channel(string id, string name, string? platform)
        : this(id, name, platform, platform is not null)
    {
    }
}
