namespace Pinstitch.Local.Hosting;

/// <summary>Where parts that take long to start say what they are doing.</summary>
internal sealed class StartProgress
{
    public Action<string> Tell { get; set; } = _ => { };
}
