using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Pinstitch.Serve;

namespace Pinstitch.Azure.Tabular;

/// <summary>The columns of a record: its properties that can be set, in order, with names in snake case.</summary>
internal static class RecordColumns
{
    private static readonly ConcurrentDictionary<Type, (IReadOnlyList<MartColumn> Columns, PropertyInfo[] Properties)> Known = new();

    public static IReadOnlyList<MartColumn> Of<T>() => Find(typeof(T)).Columns;

    public static object Make<T>(IReadOnlyList<MartColumn> columns, object?[][] values, int row)
    {
        var properties = Find(typeof(T)).Properties;
        var record = RuntimeHelpers.GetUninitializedObject(typeof(T));
        for (var column = 0; column < columns.Count; column++) properties[column].SetValue(record, values[column][row]);
        return record;
    }

    private static (IReadOnlyList<MartColumn> Columns, PropertyInfo[] Properties) Find(Type record) => Known.GetOrAdd(record, static type =>
    {
        var properties = type.GetProperties().Where(property => property.CanWrite && property.GetIndexParameters().Length == 0).ToArray();
        return ([.. properties.Select(Column)], properties);
    });

    private static MartColumn Column(PropertyInfo property)
    {
        var underlying = Nullable.GetUnderlyingType(property.PropertyType);
        var nullable = underlying is not null || new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable;
        return new(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name), underlying ?? property.PropertyType, nullable, string.Empty, property.GetValue);
    }
}
