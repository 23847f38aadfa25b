using System.CommandLine;
using Pinstitch.Lab.EndToEnd;

#pragma warning disable RS0030 // a command line program writes to the console
var root = new RootCommand("Runs against the whole host as a process of its own");
root.Add(LandingUnderKills.Command(Console.Out));
root.Add(Fuzz.Command(Console.Out));
root.Add(DayAtScale.Command(Console.Out));
root.Add(CopyMemory.Command(Console.Out));
return await root.Parse(args).InvokeAsync();
