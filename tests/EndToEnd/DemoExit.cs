namespace Pinstitch.Tests.EndToEnd;

/// <summary>How a demo ended.</summary>
internal sealed record DemoExit(int Code, string Output, string Errors)
{
    /// <summary>The last thing that it said it was doing.</summary>
    public string LastStep => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault()?.Trim() ?? "nothing yet";
}
