namespace Pinstitch.Tests.Local.Surface;

/// <summary>A file of surfaces: a line per type, its members indented below it.</summary>
internal sealed class SurfaceText
{
    private readonly Dictionary<string, List<(string FullName, string Header, HashSet<string> Members)>> types = [];

    public SurfaceText(string text)
    {
        HashSet<string> members = [];
        foreach (var line in text.Split('\n').Where(line => line.Length > 0 && line[0] != '#'))
        {
            if (line[0] == ' ')
            {
                members.Add(line.Trim());
                continue;
            }

            var name = line[..line.IndexOf(' ', StringComparison.Ordinal)];
            var header = line[(name.Length + 1)..].Split("   [")[0];
            members = [];
            var simple = name[(name.LastIndexOf('.') + 1)..];
            if (!types.TryGetValue(simple, out var found)) types[simple] = found = [];
            found.Add((name, header, members));
        }
    }

    /// <summary>The types of that simple name, in whatever namespace.</summary>
    public IEnumerable<(string FullName, string Header, HashSet<string> Members)> Find(string simpleName) =>
        types.GetValueOrDefault(simpleName) ?? [];
}
