using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;

namespace Pinstitch.Serve;

/// <summary>A served table's name and columns, read from its row type: Parquet, Table Storage and the data dictionary agree because they share it.</summary>
public sealed class MartSchema
{
    private static readonly ConcurrentDictionary<Type, MartSchema> Known = new();

    private MartSchema(Type row)
    {
        var table = row.GetCustomAttribute<MartTableAttribute>()
            ?? throw new ArgumentException($"{row.Name} has no [MartTable].", nameof(row));
        (Name, Grain) = (table.Name, table.Grain);
        Columns = [.. row.GetProperties().Where(property => property.IsDefined(typeof(MartColumnAttribute))).Select(Column)];
    }

    /// <summary>As in <c>fact_order</c>.</summary>
    public string Name { get; }

    /// <summary>The name in Table Storage, which takes letters and digits only, and lower case for Power BI's sake.</summary>
    public string TableName => Name.Replace("_", string.Empty, StringComparison.Ordinal);

    public string Grain { get; }

    public IReadOnlyList<MartColumn> Columns { get; }

    public static MartSchema Of<T>()
        where T : MartRow => Of(typeof(T));

    public static MartSchema Of(Type row) => Known.GetOrAdd(row, static type => new(type));

    private static MartColumn Column(PropertyInfo property)
    {
        var row = Expression.Parameter(typeof(object));
        var read = Expression.Convert(Expression.Property(Expression.Convert(row, property.DeclaringType!), property), typeof(object));
        var underlying = Nullable.GetUnderlyingType(property.PropertyType);
        var nullable = underlying is not null
            || new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable;
        return new(
            JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name),
            underlying ?? property.PropertyType,
            nullable,
            property.GetCustomAttribute<MartColumnAttribute>()!.Description,
            Expression.Lambda<Func<object, object?>>(read, row).Compile());
    }
}
