namespace Pinstitch.Tests.EndToEnd;

/// <summary>How a demo ended.</summary>
internal sealed record DemoExit(int Code, string Output, string Errors);
