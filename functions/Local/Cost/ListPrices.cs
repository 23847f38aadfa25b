namespace Pinstitch.Functions.Local.Cost;

/// <summary>US list prices of locally redundant, hot storage, in USD: orders of magnitude, as in docs/deploy.md. Reads and lists cost less than writes and are left out.</summary>
internal static class ListPrices
{
    /// <summary>A gigabyte of blobs for a month.</summary>
    public const decimal BlobGigabyteMonth = 0.02m;

    /// <summary>Ten thousand writes of blobs.</summary>
    public const decimal TenThousandBlobWrites = 0.065m;

    /// <summary>Ten thousand operations on tables, of whatever class.</summary>
    public const decimal TenThousandTableOperations = 0.00036m;

    /// <summary>Keeping blobs for a month.</summary>
    public static decimal Month(long bytes) => bytes / 1e9m * BlobGigabyteMonth;

    /// <summary>What a night asked for.</summary>
    public static decimal Night(IEnumerable<StorageUse> uses) => uses.Sum(use => use switch
    {
        { Service: "table" } => use.Requests / 10_000m * TenThousandTableOperations,
        { Class: "write" } => use.Requests / 10_000m * TenThousandBlobWrites,
        _ => 0,
    });
}
