using System.Reflection;
using System.Text.RegularExpressions;

namespace Pinstitch.Tests.Docs;

/// <summary>docs/promises.md and the tests that carry a promise say the same.</summary>
public sealed partial class PromiseTests
{
    private static readonly IReadOnlyDictionary<string, int[]> Carriers = typeof(PromiseTests).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods(BindingFlags.Instance | BindingFlags.Public))
        .Select(method => (method.Name, Numbers: method.GetCustomAttributes<PromiseAttribute>().Select(promise => promise.Number).ToArray()))
        .Where(method => method.Numbers.Length > 0)
        .ToDictionary(method => method.Name, method => method.Numbers);

    [Fact]
    public void The_page_names_for_each_promise_the_tests_that_carry_it()
    {
        var page = Repository.Read("docs", "promises.md");
        var promises = Promise().Matches(page).ToDictionary(match => int.Parse(match.Groups[1].ValueSpan, provider: null), match => Test().Matches(match.Groups[2].Value).Select(test => test.Groups[1].Value).Order().ToList());
        Assert.Equal(Enumerable.Range(1, 12), promises.Keys.Order());
        foreach (var (number, named) in promises)
        {
            Assert.NotEmpty(named);
            Assert.Equal(Carriers.Where(test => test.Value.Contains(number)).Select(test => test.Key).Order(), named);
        }
    }

    [Fact]
    public void No_test_that_carries_a_promise_is_always_skipped() => Assert.DoesNotContain(
        typeof(PromiseTests).Assembly.GetTypes().SelectMany(type => type.GetMethods()).Where(method => method.IsDefined(typeof(PromiseAttribute))),
        method => method.GetCustomAttribute<FactAttribute>() is null or { Skip: not null });

    [GeneratedRegex(@"^(\d+)\. ((?:.+\n)(?:   .+\n?)+)", RegexOptions.Multiline)]
    private static partial Regex Promise();

    [GeneratedRegex(@"\* `(\w+)`")]
    private static partial Regex Test();
}
