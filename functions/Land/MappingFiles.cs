using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Pinstitch.Land.Sources.Mapped;

namespace Pinstitch.Functions.Land;

/// <summary>The mapping files of the app: <c>config/mappings</c>, or the folder of the setting <c>Mappings__Folder</c>.</summary>
public sealed class MappingFiles(IConfiguration configuration)
{
    private readonly ConcurrentDictionary<string, Outcome<Mapping>> read = new(StringComparer.Ordinal);

    private string Folder => configuration["Mappings:Folder"] ?? Path.Combine(AppContext.BaseDirectory, "config", "mappings");

    /// <summary>The names of all files.</summary>
    public IReadOnlyList<string> Names => Directory.Exists(Folder) ? [.. Directory.GetFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)] : [];

    /// <summary>The mapping of that name.</summary>
    public Outcome<Mapping> Find(string name)
    {
        if (name is not { Length: > 0 and <= 64 } || !name.All(letter => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter) || letter == '-'))
            return new Fault(FaultKind.Data, "A mapping's name has lower-case letters, digits and dashes.");
        var path = Path.Combine(Folder, name + ".json");
        return File.Exists(path) ? read.GetOrAdd(path, file => MappingReader.Read(File.ReadAllText(file))) : new Fault(FaultKind.Data, $"There is no mapping '{name}': put {name}.json into config/mappings.");
    }
}
