using System.Reflection;

namespace Pinstitch.Tests.Collect.Faults;

/// <summary>What the outside world does to a collector: the list is kept beside the tests, and each entry has one at least.</summary>
public sealed class FaultListTests
{
    private static readonly string[] List = [.. Repository.Read("tests", "Collect", "Faults", "fault-list.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    private static readonly ILookup<string, MethodInfo> Tests = typeof(FaultListTests).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods())
        .SelectMany(method => method.GetCustomAttributes<FromFaultListAttribute>().Select(from => (from.Entry, Method: method)))
        .ToLookup(item => item.Entry, item => item.Method);

    public static TheoryData<string> Entries => [.. List];

    [Theory]
    [MemberData(nameof(Entries))]
    public void Every_fault_of_the_list_has_a_test_of_its_own(string entry) =>
        Assert.Contains(Tests[entry], method => method.GetCustomAttributes<FactAttribute>().Any());

    [Fact]
    public void Every_test_stands_for_a_fault_of_the_list()
    {
        Assert.Equal(33, List.Length);
        Assert.Empty(Tests.Select(test => test.Key).Except(List));
    }
}
