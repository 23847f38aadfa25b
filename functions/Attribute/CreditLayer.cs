namespace Pinstitch.Functions.Attribute;

/// <summary>Credit of some persons of a shard. Of a person who is in several layers the last one counts.</summary>
/// <param name="Folder">Folder in <c>credit/</c> and <c>journeys/</c>; its name says which run made it, and from which run's layers it goes on.</param>
/// <param name="Persons">How many persons it is about, those included that there no longer are.</param>
public sealed record CreditLayer(string Folder, int Persons);
