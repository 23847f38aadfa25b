using System.Globalization;
using Pinstitch.Attribute;
using Pinstitch.Azure.Storage;
using Pinstitch.Azure.Tabular;
using Pinstitch.Serve;

namespace Pinstitch.Functions.Attribute;

/// <summary>Reads a shard's credit from its layers: of each person the rows of the last layer that is about the person.</summary>
/// <param name="lake">Where they are.</param>
/// <param name="files">The shard.</param>
/// <param name="runId">The run that the rows are to be those of.</param>
internal sealed class LayeredTable(Lake lake, ShardFiles files, string runId)
{
    public async Task<LayerRows> AllAsync(CancellationToken cancellation) => new(
        await OrdersAsync(cancellation),
        await CreditsAsync(cancellation),
        await UnattributedAsync(cancellation),
        await ConversionsAsync(cancellation),
        await ConversionCreditsAsync(cancellation),
        await ReadAsync<CreditChange>(lake.Credit, "changes", row => row.CustomerKey, cancellation),
        await TouchesAsync(cancellation));

    public async Task<IReadOnlyList<FactOrder>> OrdersAsync(CancellationToken cancellation) =>
        [.. (await ReadAsync<FactOrder>(lake.Credit, "orders", row => row.CustomerKey, cancellation)).Select(row => row with { RunId = runId })];

    public async Task<IReadOnlyList<FactCredit>> CreditsAsync(CancellationToken cancellation) =>
        [.. (await ReadAsync<FactCredit>(lake.Credit, "credits", row => row.CustomerKey, cancellation)).Select(row => row with { RunId = runId })];

    public async Task<IReadOnlyList<FactOrderUnattributed>> UnattributedAsync(CancellationToken cancellation) =>
        [.. (await ReadAsync<FactOrderUnattributed>(lake.Credit, "unattributed", row => row.CustomerKey, cancellation)).Select(row => row with { RunId = runId })];

    public async Task<IReadOnlyList<FactConversion>> ConversionsAsync(CancellationToken cancellation) =>
        [.. (await ReadAsync<FactConversion>(lake.Credit, "conversions", row => row.CustomerKey, cancellation)).Select(row => row with { RunId = runId })];

    public async Task<IReadOnlyList<FactConversionCredit>> ConversionCreditsAsync(CancellationToken cancellation) =>
        [.. (await ReadAsync<FactConversionCredit>(lake.Credit, "conversion-credits", row => row.CustomerKey, cancellation)).Select(row => row with { RunId = runId })];

    public Task<IReadOnlyList<JourneyTouch>> TouchesAsync(CancellationToken cancellation) =>
        ReadAsync<JourneyTouch>(lake.Journeys, "touches", row => row.Person, cancellation);

    private async Task<IReadOnlyList<T>> ReadAsync<T>(BlobFolder folder, string table, Func<T, string> personOf, CancellationToken cancellation)
        where T : notnull
    {
        var rows = new List<T>();
        var later = new HashSet<string>(StringComparer.Ordinal);
        foreach (var layer in files.Layers.Reverse())
        {
            rows.AddRange((await ParquetFile.ReadAsync<T>(await folder.ReadAsync(CreditPaths.Table(layer.Folder, table), cancellation))).Where(row => !later.Contains(personOf(row))));
            if (files.Layers.Count > 1)
                later.UnionWith((await lake.Credit.ReadNumbersAsync(CreditPaths.Persons(layer.Folder), cancellation)).Select(person => person.ToString("x32", CultureInfo.InvariantCulture)));
        }

        return rows;
    }
}
