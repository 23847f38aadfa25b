using Pinstitch.Local.CommandLine;
using Pinstitch.Local.Hosting;

namespace Pinstitch.Local;

/// <summary>Entry point of the app's <c>Program.cs</c>.</summary>
public static class FunctionsApplication
{
    /// <param name="args">The command line: a verb and its options, or nothing to serve.</param>
    public static FunctionsApplicationBuilder CreateBuilder(string[] args)
    {
        try
        {
            return new(args);
        }
        catch (HostStartException e)
        {
            // What is wrong is the user's to mend, and a stack would only hide it.
            HostConsole.Error(e.Message);
            Environment.Exit(1);
            throw;
        }
    }
}
