using System.Reflection;

namespace Pinstitch.Serve;

/// <summary>All served tables.</summary>
public static class MartTables
{
    /// <summary>In order of name.</summary>
    public static IReadOnlyList<MartSchema> All { get; } =
    [
        .. typeof(MartTables).Assembly.GetTypes()
            .Where(type => type.IsDefined(typeof(MartTableAttribute)))
            .Select(MartSchema.Of)
            .OrderBy(schema => schema.Name, StringComparer.Ordinal),
    ];
}
