using System.Reflection;
using System.Runtime.CompilerServices;

namespace Pinstitch.Tests.Local.Surface;

/// <summary>
/// What code outside an assembly can see of a type, one line each: the type itself, then its constructors, properties,
/// methods and operators. The plain form is that of <c>functions-surface.txt</c>; the exact form adds nullability,
/// protected and virtual members, <c>params</c>, <c>init</c>, constraints and where an attribute may stand.
/// </summary>
internal static class TypeSurface
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Kind, base type and enum values, without the name.</summary>
    public static string Header(Type type)
    {
        var words = new List<string> { ":", type.BaseType is { } parent ? TypeText.Plain(parent) : string.Empty };
        if (type.IsAbstract) words.Add("abstract");
        if (type.IsSealed) words.Add("sealed");
        if (type.IsEnum) words.Add("enum " + string.Join(',', Enum.GetNames(type)));
        return string.Join(' ', words);
    }

    public static IReadOnlyList<string> Plain(Type type) => type.IsEnum
        ? []
        : [
            .. Constructors(type).Select(item => $"{(item.IsFamily ? "protected " : string.Empty)}ctor({Parameters(item, exact: false)})"),
            .. Properties(type).Where(IsPublic).Select(item => $"{TypeText.Plain(item.PropertyType)} {item.Name} {Accessors(item, exact: false)}"),
            .. Methods(type).Where(item => item.IsPublic && !item.IsSpecialName).Select(item =>
                $"{(item.IsStatic ? "static " : string.Empty)}{TypeText.Plain(item.ReturnType)} {Named(item)}({Parameters(item, exact: false)}){Kind(item)}"),
        ];

    public static IReadOnlyList<string> Exact(Type type) => type.IsEnum
        ? [.. Enum.GetNames(type).Select(name => $"{name} = {Convert.ToInt64(Enum.Parse(type, name), System.Globalization.CultureInfo.InvariantCulture)}")]
        : [
            .. Usage(type),
            .. type.GetInterfaces().Select(item => "implements " + TypeText.Plain(item)),
            .. Constructors(type).Select(item => $"{Visibility(item)}ctor({Parameters(item, exact: true)})"),
            .. Properties(type).Select(item => $"{Visibility(item.GetMethod ?? item.SetMethod!)}{TypeText.Exact(item)} {item.Name} {Accessors(item, exact: true)}"),
            .. Methods(type).Where(item => !item.IsSpecialName || item.Name.StartsWith("op_", StringComparison.Ordinal)).Select(item =>
                $"{Visibility(item)}{(item.IsStatic ? "static " : string.Empty)}{TypeText.Exact(item.ReturnParameter)} {Named(item)}({Parameters(item, exact: true)}){Constraints(item)}{Kind(item)}"),
        ];

    private static IEnumerable<ConstructorInfo> Constructors(Type type) =>
        type.GetConstructors(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance).Where(item => Visible(item));

    private static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties(Declared).Where(item => (item.GetMethod ?? item.SetMethod) is { } access && Visible(access));

    private static IEnumerable<MethodInfo> Methods(Type type) =>
        type.GetMethods(Declared).Where(item => Visible(item) && !item.Name.Contains('<', StringComparison.Ordinal));

    private static bool Visible(MethodBase item) => item.IsPublic || item.IsFamily || item.IsFamilyOrAssembly;

    private static bool IsPublic(PropertyInfo item) => item.GetMethod is { IsPublic: true } || item.SetMethod is { IsPublic: true };

    private static string Visibility(MethodBase item) => item.IsPublic ? string.Empty : "protected ";

    private static string Named(MethodInfo item) =>
        item.IsGenericMethod ? $"{item.Name}<{string.Join(", ", item.GetGenericArguments().Select(argument => argument.Name))}>" : item.Name;

    private static string Kind(MethodInfo item) => item.IsAbstract ? " abstract" : item.IsVirtual ? " virtual" : string.Empty;

    private static string Accessors(PropertyInfo item, bool exact)
    {
        var words = new List<string> { "{" };
        if (item.GetMethod is { } get && Visible(get) && (exact || get.IsPublic)) words.Add("get;");
        if (item.SetMethod is { } set && Visible(set) && (exact || set.IsPublic)) words.Add(exact && TypeText.IsInit(set) ? "init;" : "set;");
        words.Add("}");
        if (item.GetMethod is { IsAbstract: true }) words.Add("abstract");
        else if (exact && item.GetMethod is { IsVirtual: true, IsFinal: false }) words.Add("virtual");
        return string.Join(' ', words);
    }

    private static string Parameters(MethodBase item, bool exact) => string.Join(", ", item.GetParameters().Select(parameter =>
    {
        if (!exact) return $"{TypeText.Plain(parameter.ParameterType)} {parameter.Name}{TypeText.Default(parameter)}";
        var mark = parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params "
            : parameter.Position == 0 && item.IsDefined(typeof(ExtensionAttribute)) ? "this "
            : string.Empty;
        // Nobody can name an operator's parameters.
        return item.IsSpecialName && !item.IsConstructor ? TypeText.Exact(parameter) : $"{mark}{TypeText.Exact(parameter)} {parameter.Name}{TypeText.Default(parameter)}";
    }));

    private static string Constraints(MethodInfo item) => item.IsGenericMethod
        ? string.Concat(item.GetGenericArguments().SelectMany(argument => argument.GetGenericParameterConstraints().Select(limit => $" where {argument.Name} : {TypeText.Plain(limit)}")))
        : string.Empty;

    private static IEnumerable<string> Usage(Type type) =>
        type.IsSubclassOf(typeof(System.Attribute)) && type.GetCustomAttribute<AttributeUsageAttribute>() is { } usage
            ? [$"[AttributeUsage({usage.ValidOn}, AllowMultiple = {usage.AllowMultiple})]"]
            : [];
}
