using System.CommandLine;

namespace Pinstitch.Lab.EndToEnd;

internal static class LandingUnderKills
{
    public static Command Command(TextWriter output) => new("landing", "TODO");
}
