using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Pinstitch.Tests.Local.Surface;

/// <summary>How types and default values are written in a surface.</summary>
internal static class TypeText
{
    private static readonly NullabilityInfoContext Nullability = new();

    public static string Plain(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner) return Plain(inner) + '?';
        if (type.IsByRef) return Plain(type.GetElementType()!) + '&';
        if (type.IsArray) return Plain(type.GetElementType()!) + "[]";
        return type.IsGenericType
            ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Plain))}>"
            : type.Name;
    }

    public static string Exact(ParameterInfo parameter) => Exact(Nullability.Create(parameter), parameter.IsRetval);

    public static string Exact(PropertyInfo property) => Exact(Nullability.Create(property), property.CanRead);

    public static bool IsInit(MethodInfo set) =>
        set.ReturnParameter.GetRequiredCustomModifiers().Any(modifier => modifier.Name == nameof(IsExternalInit));

    public static string Default(ParameterInfo parameter)
    {
        if (!parameter.HasDefaultValue) return string.Empty;
        return parameter.DefaultValue is { } value ? $" = {Convert.ToString(value, CultureInfo.InvariantCulture)}" : " = default";
    }

    private static string Exact(NullabilityInfo info, bool read)
    {
        var type = info.Type;
        if (Nullable.GetUnderlyingType(type) is { } inner) return Plain(inner) + '?';
        if (type.IsByRef) return Plain(type);
        var state = read || info.WriteState == NullabilityState.Unknown ? info.ReadState : info.WriteState;
        var mark = type.IsValueType ? string.Empty : state switch
        {
            NullabilityState.Nullable => "?",
            // Compiled without nullability: the compiler lets both ways pass.
            NullabilityState.Unknown => "~",
            _ => string.Empty,
        };
        if (type.IsArray) return Exact(info.ElementType!, read: true) + "[]" + mark;
        return type.IsGenericType
            ? $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", info.GenericTypeArguments.Select(argument => Exact(argument, read: true)))}>{mark}"
            : type.Name + mark;
    }
}
