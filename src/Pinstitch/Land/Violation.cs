namespace Pinstitch.Land;

/// <summary>A rule of the event contract that an event breaks. It never holds the value itself, which may be personal.</summary>
/// <param name="Field">Path of the field, such as <c>user.email</c>; <c>$</c> for the whole event.</param>
/// <param name="Rule">Stable name of the rule, for counting and searching.</param>
/// <param name="Shape">What was found: kind and length of the value.</param>
/// <param name="Fix">What to do about it.</param>
public sealed record Violation(string Field, string Rule, string Shape, string Fix);
