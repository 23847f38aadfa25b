using System.Text;
using Pinstitch.Local.Hub;

namespace Pinstitch.Tests.Local.Hub;

public sealed class PartitionKeyHashTests
{
    /// <summary>Values of the public clients' own function; the JavaScript one is run beside ours in the AMQP tests.</summary>
    [Theory]
    [InlineData("7", -15263)]
    [InlineData("131", 30562)]
    [InlineData("7149583486996073602", 12977)]
    [InlineData("FWfAT", -22341)]
    [InlineData("sOdeEAsyQoEuEFPGerWO", -6503)]
    [InlineData("1XYM6!(7(lF5wq4k4m*e$Nc!1ezLJv*1YK1Y-C^*&B$O)lq^iUkG(TNzXG;Zi#z2Og*Qq0#^*k):vXh$3,C7We7%W0meJ;b3,rQCg^J;^twXgs5E$$hWKxqp", 23950)]
    [InlineData("!c*_!I@1^c", 15372)]
    [InlineData("$0cb", 26269)]
    [InlineData("-4189260826195535198", 453)]
    public void A_key_hashes_as_in_the_public_clients(string key, short hash)
    {
        Assert.Equal(hash, PartitionKeyHash.Fold(Encoding.UTF8.GetBytes(key)));
    }

    [Fact]
    public void Keys_spread_over_all_partitions()
    {
        var counts = Enumerable.Range(0, 4000).GroupBy(number => PartitionKeyHash.Partition($"visitor-{number}", 4)).ToDictionary(group => group.Key, group => group.Count());
        Assert.Equal([0, 1, 2, 3], counts.Keys.Order());
        Assert.All(counts.Values, count => Assert.InRange(count, 800, 1200));
    }
}
