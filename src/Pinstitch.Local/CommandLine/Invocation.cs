using System.CommandLine;
using System.Globalization;
using System.Reflection;

namespace Pinstitch.Local.CommandLine;

/// <summary>A parsed command line.</summary>
internal sealed class Invocation
{
    private static readonly Option<string?> DataOption = new("--data")
    {
        Description = "Folder for what the local host remembers (default .pinstitch/data in the repository)",
        HelpName = "folder",
        Recursive = true,
    };

    private static readonly Option<int> PortOption = MakePortOption();

    private static readonly Option<bool> VerboseOption = new("--verbose")
    {
        Description = "Show the log on the console, not only warnings",
        Recursive = true,
    };

    private readonly RootCommand root;

    private Invocation(RootCommand root, ParseResult parse, Verb? verb, Assembly functions)
    {
        this.root = root;
        Result = parse;
        Verb = verb;
        Functions = functions;
        App = Instances<LocalApp>(functions).SingleOrDefault();
    }

    public ParseResult Result { get; }

    /// <summary>The verb asked for; null to serve, or when the line is wrong or asks for help.</summary>
    public Verb? Verb { get; }

    public Assembly Functions { get; }

    /// <summary>What the app needs on this machine; null for nothing.</summary>
    public LocalApp? App { get; }

    public string? Data => Value(DataOption);

    public int Port => Value(PortOption);

    public bool Verbose => Value(VerboseOption);

    /// <summary>Whether the line asks to serve: no verb, and neither an error nor a request for help.</summary>
    public bool Serves => Verb is null && Result.Errors.Count == 0 && Result.CommandResult.Command == root && Result.Action == root.Action;

    public static Invocation Parse(string[] args, Assembly functions)
    {
        var verbs = Instances<Verb>(functions).OrderBy(verb => verb.Name, StringComparer.Ordinal).ToList();
        var root = new RootCommand("Pinstitch: from ad spend to revenue, every number provable. Without a verb it serves: timers, HTTP, event hub, orchestrations.")
        {
            DataOption, PortOption, VerboseOption,
        };
        var serve = new Command("serve", "Run the host until Ctrl-C (the same as no verb)");
        root.Add(serve);
        // A line without a verb is complete: it serves.
        root.SetAction(_ => 0);
        var commands = new Dictionary<Command, Verb>();
        foreach (var verb in verbs)
        {
            var command = new Command(verb.Name, verb.Description);
            verb.Define(command);
            // Only a parse result with an action knows that the verb was asked for and not its help.
            command.SetAction(_ => 0);
            commands.Add(command, verb);
            root.Add(command);
        }

        var parse = root.Parse(args is ["serve", .. var rest] ? rest : args);
        var asked = parse.Errors.Count == 0 && parse.Action == parse.CommandResult.Command.Action
            ? commands.GetValueOrDefault(parse.CommandResult.Command)
            : null;
        return new(root, parse, asked, functions);
    }

    private static Option<int> MakePortOption()
    {
        var option = new Option<int>("--port")
        {
            Description = "Port of the local HTTP endpoint; 0 takes any free one",
            DefaultValueFactory = _ => 7071,
            Recursive = true,
        };
        option.Validators.Add(result =>
        {
            // What is no number at all is reported by the parser itself.
            if (result.Tokens is [var given] && int.TryParse(given.Value, CultureInfo.InvariantCulture, out var port) && port is < 0 or > ushort.MaxValue)
                result.AddError($"--port must be 0 to {ushort.MaxValue}.");
        });
        return option;
    }

    /// <summary>A line that is wrong has no values to ask for; it is only explained.</summary>
    private T? Value<T>(Option<T> option) => Result.Errors.Count == 0 ? Result.GetValue(option) : default;

    private static IEnumerable<T> Instances<T>(Assembly assembly) => assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(T)) && !type.IsAbstract)
        .Select(type => (T)Activator.CreateInstance(type, nonPublic: true)!);

    /// <summary>Prints the help or the errors that the line asks for.</summary>
    public int Explain() => Result.Invoke();
}
