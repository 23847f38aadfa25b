namespace Pinstitch.Tests.Lab;

/// <summary>Tests that look at the same shop.</summary>
[CollectionDefinition]
public sealed class ShopCollection : ICollectionFixture<ShopFixture>;
