using System.Security.Cryptography;
using Pinstitch.Azure.Tabular;
using Pinstitch.Collect;
using Pinstitch.Platforms.Normal;

namespace Pinstitch.Functions.Collect;

/// <summary>A day of a report as Parquet: deliveries and claims. Small days are in memory, large ones in temporary files.</summary>
internal sealed class DayFile : IAsyncDisposable
{
    /// <summary>Rows of a row group, which alone are in memory at once; what is more than one group goes to a file.</summary>
    public const int GroupRows = 5_000;

    private DayFile(DateOnly day, long count, Stream? delivery, Stream? conversion) => (Day, Count, Delivery, Conversion) = (day, count, delivery, conversion);

    public DateOnly Day { get; }

    /// <summary>Rows as the platform sent them.</summary>
    public long Count { get; }

    /// <summary>Null for reports of claims alone.</summary>
    public Stream? Delivery { get; }

    /// <summary>Null when nothing is claimed.</summary>
    public Stream? Conversion { get; }

    /// <summary>Splits rows, which come in order of days, into files; each must be awaited before the next is taken.</summary>
    public static IEnumerable<Task<DayFile>> Split(IEnumerable<NormalRow> rows, bool withDelivery)
    {
        using var source = rows.GetEnumerator();
        var more = source.MoveNext();
        while (more)
        {
            var day = source.Current.Date;
            var writing = WriteAsync(day, withDelivery, Day());
            yield return writing;
            // Whoever stops half-way does not get the rest of a day as another day.
            if (!writing.IsCompleted) throw new InvalidOperationException("A day's file must be awaited before the next.");

            IEnumerable<NormalRow> Day()
            {
                do yield return source.Current;
                while ((more = source.MoveNext()) && source.Current.Date == day);
            }
        }
    }

    public static Task<DayFile> EmptyAsync(DateOnly day, bool withDelivery) => WriteAsync(day, withDelivery, []);

    /// <summary>Name of a file by what is in it.</summary>
    public static string Name(Stream content, string kind)
    {
        content.Position = 0;
        var hash = Convert.ToHexStringLower(SHA256.HashData(content))[..32];
        content.Position = 0;
        return $"{hash}{kind}.parquet";
    }

    /// <summary>The rows, for a day that memory has room for.</summary>
    public async Task<(IReadOnlyList<AdDelivery> Deliveries, IReadOnlyList<AdConversion> Conversions)> ReadAsync(CancellationToken cancellation) =>
        (await ReadAsync<AdDelivery>(Delivery, cancellation), await ReadAsync<AdConversion>(Conversion, cancellation));

    public async ValueTask DisposeAsync()
    {
        if (Delivery is not null) await Delivery.DisposeAsync();
        if (Conversion is not null) await Conversion.DisposeAsync();
    }

    private static async Task<DayFile> WriteAsync(DateOnly day, bool withDelivery, IEnumerable<NormalRow> rows)
    {
        var deliveries = new List<AdDelivery>();
        var conversions = new List<AdConversion>();
        using var source = rows.GetEnumerator();
        var count = 0L;
        var more = Take();
        Stream? delivery = withDelivery ? Room(more) : null;
        Stream? conversion = conversions.Count > 0 || more ? Room(more) : null;
        await using (var deliveryFile = delivery is null ? null : await ParquetStream.CreateAsync<AdDelivery>(delivery))
        await using (var conversionFile = conversion is null ? null : await ParquetStream.CreateAsync<AdConversion>(conversion))
        {
            while (true)
            {
                if (deliveryFile is not null) await deliveryFile.AddAsync(deliveries);
                if (conversionFile is not null) await conversionFile.AddAsync(conversions);
                if (!more) break;
                deliveries.Clear();
                conversions.Clear();
                more = Take();
            }
        }

        return new(day, count, delivery, conversion);

        bool Take()
        {
            var taken = 0;
            while (source.MoveNext())
            {
                if (source.Current.Delivery is { } row) deliveries.Add(row);
                conversions.AddRange(source.Current.Conversions);
                count++;
                if (++taken == GroupRows) return true;
            }

            return false;
        }
    }

    private static async Task<IReadOnlyList<T>> ReadAsync<T>(Stream? stream, CancellationToken cancellation)
        where T : notnull
    {
        if (stream is null) return [];
        stream.Position = 0;
        return await ParquetFile.ReadAsync<T>(await BinaryData.FromStreamAsync(stream, cancellation));
    }

    private static Stream Room(bool isLarge) => isLarge
        ? new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose)
        : new MemoryStream();
}
