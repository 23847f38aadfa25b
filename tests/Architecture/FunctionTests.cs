using System.Reflection;
using System.Text.RegularExpressions;
using Pinstitch.Functions.Operate;
using Pinstitch.Local;

namespace Pinstitch.Tests.Architecture;

/// <summary>What must hold for every function of the app.</summary>
public sealed partial class FunctionTests
{
    private static readonly List<MethodInfo> All =
    [
        .. typeof(Nightly).Assembly.GetTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
            .Where(method => method.IsDefined(typeof(FunctionAttribute))),
    ];

    private static IEnumerable<MethodInfo> Orchestrators => All.Where(method => method.GetParameters().Any(parameter => parameter.IsDefined(typeof(OrchestrationTriggerAttribute))));

    [Fact]
    public void Every_function_has_a_name_of_its_own_that_Azure_takes_and_a_public_home()
    {
        var names = All.Select(method => method.GetCustomAttribute<FunctionAttribute>()!.Name).ToList();
        Assert.NotEmpty(names);
        Assert.Equal(names.Count, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(names, name => Assert.Matches("^[A-Za-z][A-Za-z0-9_-]{0,126}$", name));
        // The worker's generator finds public methods of public classes only.
        Assert.All(All, method => Assert.True(method is { IsPublic: true, DeclaringType.IsVisible: true }, $"{method.DeclaringType}.{method.Name} is not public."));
    }

    [Fact]
    public void Every_orchestrator_is_static_and_is_given_nothing_but_its_context()
    {
        Assert.NotEmpty(Orchestrators);
        Assert.All(Orchestrators, method =>
        {
            Assert.True(method.IsStatic, $"{method.DeclaringType} is not static: an orchestrator must not be given services.");
            Assert.Equal([typeof(TaskOrchestrationContext)], method.GetParameters().Select(parameter => parameter.ParameterType));
            Assert.True(method.ReturnType.IsAssignableTo(typeof(Task)));
        });
    }

    [Fact]
    public void No_orchestrator_mentions_a_clock_storage_HTTP_or_chance()
    {
        var homes = Orchestrators.Select(method => method.DeclaringType!.Name + ".cs").ToHashSet();
        var files = Repository.Files("functions", "*.cs").Where(file => homes.Contains(Path.GetFileName(file))).ToList();
        Assert.Equal(homes.Count, files.Count);
        Assert.All(files, file => Assert.DoesNotMatch(Outside(), File.ReadAllText(file)));
    }

    [GeneratedRegex(@"\b(TimeProvider|HttpClient|Lake|ServingTables|ServingFolders|BlobServiceClient|TableServiceClient|IConfiguration|ConfigureAwait|Task\.Run|Task\.Delay|Thread|Guid\.NewGuid|Random|DateTime(Offset)?\.(Utc)?Now|Stopwatch|Environment|File)\b")]
    private static partial Regex Outside();
}
