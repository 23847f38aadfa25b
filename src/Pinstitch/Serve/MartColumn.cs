namespace Pinstitch.Serve;

/// <summary>A column of a served table.</summary>
/// <param name="Name">Snake case.</param>
/// <param name="Type">CLR type of a value, without the nullable wrapper.</param>
/// <param name="IsNullable">Whether values may be missing.</param>
/// <param name="Description">Meaning and unit.</param>
/// <param name="Read">Takes the value out of a row.</param>
public sealed record MartColumn(string Name, Type Type, bool IsNullable, string Description, Func<object, object?> Read);
