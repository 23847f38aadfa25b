using System.Text.Json;

namespace Pinstitch.Tests.Attribute;

/// <summary>The worked examples of <c>vectors.json</c>.</summary>
internal static class Vectors
{
    private static readonly JsonElement Root = JsonDocument.Parse(File.ReadAllText(Path.Combine(Repository.Root, "tests", "Attribute", "vectors.json"))).RootElement;

    public static JsonElement Input(string name) => Root.GetProperty(name).GetProperty("input");

    public static JsonElement Output(string name) => Root.GetProperty(name).GetProperty("output");

    public static double[] Numbers(this JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetDouble())];

    public static long[] Cents(this JsonElement array) => [.. array.EnumerateArray().Select(item => item.GetInt64())];
}
