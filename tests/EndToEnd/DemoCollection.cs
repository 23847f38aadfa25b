namespace Pinstitch.Tests.EndToEnd;

/// <summary>Tests that look at the same three demos.</summary>
[CollectionDefinition]
public sealed class DemoCollection : ICollectionFixture<DemoFixture>;
