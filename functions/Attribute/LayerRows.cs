using Pinstitch.Attribute;
using Pinstitch.Azure.Storage;
using Pinstitch.Azure.Tabular;
using Pinstitch.Serve;

namespace Pinstitch.Functions.Attribute;

/// <summary>The rows of credit of some persons.</summary>
internal sealed record LayerRows(
    IReadOnlyList<FactOrder> Orders,
    IReadOnlyList<FactCredit> Credits,
    IReadOnlyList<FactOrderUnattributed> Unattributed,
    IReadOnlyList<FactConversion> Conversions,
    IReadOnlyList<FactConversionCredit> ConversionCredits,
    IReadOnlyList<CreditChange> Changes,
    IReadOnlyList<JourneyTouch> Touches)
{
    public static LayerRows Empty { get; } = new([], [], [], [], [], [], []);

    /// <summary>These rows and others.</summary>
    public LayerRows With(LayerRows other) => new(
        [.. Orders, .. other.Orders],
        [.. Credits, .. other.Credits],
        [.. Unattributed, .. other.Unattributed],
        [.. Conversions, .. other.Conversions],
        [.. ConversionCredits, .. other.ConversionCredits],
        [.. Changes, .. other.Changes],
        [.. Touches, .. other.Touches]);

    /// <summary>In an order that does not show which layers they came from: by person, each person's rows as they were made.</summary>
    public LayerRows Sorted() => new(
        [.. Orders.OrderBy(row => row.CustomerKey, StringComparer.Ordinal)],
        [.. Credits.OrderBy(row => row.CustomerKey, StringComparer.Ordinal)],
        [.. Unattributed.OrderBy(row => row.CustomerKey, StringComparer.Ordinal)],
        [.. Conversions.OrderBy(row => row.CustomerKey, StringComparer.Ordinal)],
        [.. ConversionCredits.OrderBy(row => row.CustomerKey, StringComparer.Ordinal)],
        [.. Changes.OrderBy(row => row.CustomerKey, StringComparer.Ordinal)],
        [.. Touches.OrderBy(row => row.Person, StringComparer.Ordinal)]);

    public async Task WriteAsync(Lake lake, string folder, CancellationToken cancellation)
    {
        await WriteAsync(lake.Credit, folder, "orders", Orders, cancellation);
        await WriteAsync(lake.Credit, folder, "credits", Credits, cancellation);
        await WriteAsync(lake.Credit, folder, "unattributed", Unattributed, cancellation);
        await WriteAsync(lake.Credit, folder, "conversions", Conversions, cancellation);
        await WriteAsync(lake.Credit, folder, "conversion-credits", ConversionCredits, cancellation);
        await WriteAsync(lake.Credit, folder, "changes", Changes, cancellation);
        await WriteAsync(lake.Journeys, folder, "touches", Touches, cancellation);
    }

    private static async Task WriteAsync<T>(BlobFolder folder, string place, string table, IReadOnlyList<T> rows, CancellationToken cancellation)
        where T : notnull => await folder.WriteAsync(CreditPaths.Table(place, table), await ParquetFile.WriteAsync(rows), cancellation);
}
