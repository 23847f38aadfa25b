using System.CommandLine;
using Pinstitch.Lab.Bench;

#pragma warning disable RS0030 // a command line program writes to the console
var root = new RootCommand("Speed of Pinstitch's stages beside peers, on the same data in one run");
foreach (var type in typeof(Benchmark).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Benchmark)) && !type.IsAbstract))
{
    var benchmark = (Benchmark)Activator.CreateInstance(type, nonPublic: true)!;
    var command = new Command(benchmark.Name, benchmark.Description);
    benchmark.Define(command);
    command.SetAction((options, cancellation) => benchmark.RunAsync(options, Console.Out, cancellation));
    root.Add(command);
}

return await root.Parse(args).InvokeAsync();
