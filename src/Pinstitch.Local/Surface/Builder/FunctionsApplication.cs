namespace Pinstitch.Local;

/// <summary>Entry point of the app's <c>Program.cs</c>.</summary>
public static class FunctionsApplication
{
    /// <param name="args">The command line: a verb and its options, or nothing to serve.</param>
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) => new(args);
}
