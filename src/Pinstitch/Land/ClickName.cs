namespace Pinstitch.Land;

/// <summary>A parameter that carries a platform's click id.</summary>
/// <param name="Place">Its rank: where an address has several, the first one names the channel.</param>
/// <param name="Name">As addresses have it.</param>
/// <param name="Type">The identifier that it is; null for those that several people share.</param>
internal sealed record ClickName(int Place, string Name, IdentifierType? Type);
