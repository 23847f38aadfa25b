using System.Text.RegularExpressions;
using System.Xml.Linq;
using Pinstitch.Local;

namespace Pinstitch.Tests.Local.Surface;

/// <summary>
/// Holds the types that the embedded host offers to functions against those of the Functions worker 2.52, Durable Task
/// and Event Hubs 5.12: what compiles here compiles there. Both files were read from the real assemblies by reflection;
/// the exact one by <see cref="TypeSurface.Exact"/>.
/// </summary>
public sealed partial class SurfaceTests
{
    private static readonly SurfaceText Given = new(Repository.Read("tests", "Local", "Surface", "functions-surface.txt"));
    private static readonly SurfaceText Real = new(Repository.Read("tests", "Local", "Surface", "functions-surface-exact.txt"));

    public static TheoryData<string> Offered => [.. Types.Keys.Order(StringComparer.Ordinal)];

    private static Dictionary<string, Type> Types { get; } = typeof(FunctionContext).Assembly.GetExportedTypes()
        .Where(type => type.Namespace == typeof(FunctionContext).Namespace)
        .ToDictionary(type => type.Name);

    [Theory]
    [MemberData(nameof(Offered))]
    public void Every_member_that_functions_can_use_exists_in_Azure_too(string name)
    {
        var missing = Real.Find(name).Select(real => Missing(Types[name], real.Members).ToList()).MinBy(lines => lines.Count);
        Assert.NotNull(missing);
        Assert.Empty(missing);
    }

    [Theory]
    [MemberData(nameof(Offered))]
    public void Every_public_member_stands_in_the_list_of_what_functions_may_use(string name)
    {
        // The list has neither the Event Hubs client's types nor a few bases; those are in the exact one only.
        var missing = Given.Find(name).Select(given => TypeSurface.Plain(Types[name]).Where(line => !Contains(given.Members, line, Same)).ToList()).MinBy(lines => lines.Count);
        Assert.Empty(missing ?? []);
    }

    [Theory]
    [MemberData(nameof(Offered))]
    public void A_type_can_be_derived_from_and_made_as_in_Azure(string name)
    {
        var ours = TypeSurface.Header(Types[name]);
        // Less to inherit or nothing to make is fine.
        Assert.Contains(Real.Find(name), real => real.Header == ours || Regex.Replace(real.Header, "^: \\w+", ": Object") == ours || ours == ": Object abstract sealed");
    }

    [Fact]
    public void The_name_of_each_type_is_known_to_functions_on_both_sides()
    {
        // Bases that no function names; and RetryContext, which two of the namespaces there have.
        string[] unnamed = ["BindingAttribute", "InputBindingAttribute", "TriggerBindingAttribute", "RetryContext"];
        var usings = XDocument.Load(Repository.PathTo("functions", "Pinstitch.Functions.csproj")).Descendants("Using").Select(item => item.Attribute("Include")!.Value).ToHashSet();
        Assert.All(Types.Keys.Except(unnamed), name => Assert.All(Real.Find(name), real => Assert.Contains(real.FullName[..real.FullName.LastIndexOf('.')], usings)));
        var words = new Regex($@"\b({string.Join('|', unnamed)})\b");
        Assert.DoesNotContain(Shared(), file => words.IsMatch(Regex.Replace(File.ReadAllText(file), @"\.RetryContext\b", string.Empty)));
    }

    [Fact]
    public void What_only_the_embedded_host_has_is_used_in_the_local_folder_only() =>
        Assert.DoesNotContain(Shared(), file => EmbeddedHost().IsMatch(File.ReadAllText(file)));

    private static IEnumerable<string> Shared() => Repository.Files("functions", "*.cs")
        .Where(file => !Path.GetRelativePath(Repository.PathTo("functions"), file).StartsWith("Local", StringComparison.Ordinal));

    private static IEnumerable<string> Missing(Type type, HashSet<string> real) =>
        TypeSurface.Exact(type).Where(line => !Contains(real, line, Fits));

    private static bool Contains(HashSet<string> real, string ours, Func<string, string, bool> equal) =>
        real.Contains(ours) || real.Any(line => equal(line, ours));

    /// <summary>Whether ours allows the same or less: no setter, no call from outside, no body to inherit.</summary>
    private static bool Same(string real, string ours) =>
        real == ours
        || Regex.Replace(real, "get; (set|init);", "get;") == ours
        || "protected " + real == ours
        || Regex.Replace(real, " virtual$", " abstract") == ours;

    /// <summary>As <see cref="Same"/>; where the real one was compiled without nullability (~), both ways pass there.</summary>
    private static bool Fits(string real, string ours) => real.Contains('~', StringComparison.Ordinal)
        ? Same(real.Replace("~", string.Empty, StringComparison.Ordinal), ours.Replace("?", string.Empty, StringComparison.Ordinal))
        : Same(real, ours);

    [GeneratedRegex(@"\bPinstitch\.Local\b")]
    private static partial Regex EmbeddedHost();
}
