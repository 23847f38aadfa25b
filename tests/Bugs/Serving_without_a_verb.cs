using Pinstitch.Local.CommandLine;

namespace Pinstitch.Tests.Bugs;

/// <summary>The parser took a line without a verb for an incomplete one, so that nothing could be served.</summary>
public sealed class Serving_without_a_verb
{
    [Theory]
    [InlineData()]
    [InlineData("serve")]
    [InlineData("--port", "0")]
    [InlineData("serve", "--port", "0", "--data", "somewhere")]
    public void A_line_without_a_verb_serves(params string[] line)
    {
        Assert.True(Invocation.Parse(line, typeof(Functions.Services).Assembly).Serves);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("--version")]
    [InlineData("servee")]
    [InlineData("demo")]
    public void Help_mistakes_and_verbs_do_not_serve(params string[] line)
    {
        Assert.False(Invocation.Parse(line, typeof(Functions.Services).Assembly).Serves);
    }
}
