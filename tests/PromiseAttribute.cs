using System.Globalization;
using Xunit.v3;

namespace Pinstitch.Tests;

/// <summary>Says that a test carries a promise of docs/promises.md: <c>--filter-trait "Promise=4"</c> runs those of one.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class PromiseAttribute(int number) : System.Attribute, ITraitAttribute
{
    public int Number { get; } = number;

    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new("Promise", Number.ToString(CultureInfo.InvariantCulture))];
}
