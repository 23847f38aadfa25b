namespace Pinstitch.Tests;

/// <summary>
/// Files in the repository that hold what people read. A test compares; with <c>PINSTITCH_GOLDEN=write</c> in the
/// environment it rewrites them, and the diff is then looked at.
/// </summary>
internal static class Golden
{
    public static void Check(string text, params string[] path)
    {
        var file = Repository.PathTo(path);
        if (Environment.GetEnvironmentVariable("PINSTITCH_GOLDEN") == "write")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
            return;
        }

        var name = string.Join('/', path);
        Assert.True(File.Exists(file), $"{name} is missing. PINSTITCH_GOLDEN=write dotnet test writes it.");
        var expected = File.ReadAllText(file).ReplaceLineEndings("\n").Split('\n');
        var actual = text.ReplaceLineEndings("\n").Split('\n');
        for (var line = 0; line < Math.Max(expected.Length, actual.Length); line++)
        {
            var (was, now) = (expected.ElementAtOrDefault(line), actual.ElementAtOrDefault(line));
            Assert.True(was == now, $"{name}, line {line + 1}, is no longer\n  {was}\nbut\n  {now}\nIf that is meant, PINSTITCH_GOLDEN=write dotnet test rewrites it.");
        }
    }
}
