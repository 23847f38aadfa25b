using System.Globalization;
using System.IO.Hashing;
using System.Text;
using System.Text.Json;
using Pinstitch.Collect;
using Pinstitch.Platforms.Fields;
using Pinstitch.Platforms.Rows;

namespace Pinstitch.Platforms.Normal;

/// <summary>
/// A report on its way into normal form, of whatever size: its parts are read once, sorted with bounded memory, and handed
/// out day by day. Nothing but the raw parts, the tables and the rates goes into it.
/// </summary>
public sealed class NormalReport : IDisposable
{
    private readonly ReportContext context;
    private readonly NameTable names = new();
    private readonly ColumnMap columns;
    private readonly RowSorter sorter;
    private readonly SettledRows settled;
    private readonly SortedDictionary<DateOnly, DayTotals> days = [];
    private readonly HashSet<int> seen = [];

    private NormalReport(ReportContext context, int mostBytes)
    {
        this.context = context;
        columns = new(names, context.Platform.Fields(context.Kind));
        sorter = new(mostBytes);
        settled = new(sorter, context.Platform.Shape(context.Kind).JoinsParts);
    }

    /// <summary>Totals of every day that has rows.</summary>
    public IReadOnlyDictionary<DateOnly, DayTotals> Days => days;

    public long Rows { get; private set; }

    /// <summary>Rows that came more than once with the same content, each counted once; pages of a list that moves overlap.</summary>
    public long Repeats { get; private set; }

    /// <summary>Currencies that rows name; empty where they name none.</summary>
    public IReadOnlySet<string> Currencies { get; private set; } = new HashSet<string>();

    /// <summary>Columns that no table knows, sorted; they are kept in <c>extra</c>.</summary>
    public IReadOnlyList<string> Unknown { get; private set; } = [];

    /// <summary>Columns that were expected and that no row has, sorted; they are null.</summary>
    public IReadOnlyList<string> Missing { get; private set; } = [];

    /// <summary>Hash of the names of the columns that came.</summary>
    public string Schema { get; private set; } = string.Empty;

    /// <summary>The day to which the platform itself calls the numbers final; null where it does not say.</summary>
    public DateOnly? FinalUntil { get; private set; }

    /// <summary>Reads a report.</summary>
    /// <param name="context">What is the same for all rows.</param>
    /// <param name="parts">Its parts in order, as the platform sent them; each is opened once.</param>
    /// <param name="mostBytes">Memory for rows; what does not fit goes to a temporary file.</param>
    /// <returns>The report, or what is wrong with it.</returns>
    public static Outcome<NormalReport> Read(ReportContext context, IEnumerable<Func<Stream>> parts, int mostBytes = RowSorter.UsualBytes)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(parts);
        var report = new NormalReport(context, mostBytes);
        try
        {
            foreach (var part in parts) report.Take(part());
            report.Sum();
            return report;
        }
        catch (RowFaultException e)
        {
            report.Dispose();
            return e.Fault;
        }
        catch (IOException e) when (PartSpool.IsFull(e))
        {
            report.Dispose();
            return PartSpool.NoRoom(e);
        }
        catch (Exception e) when (e is JsonException or FormatException or OverflowException or InvalidDataException)
        {
            report.Dispose();
            return new Fault(FaultKind.Data, $"{context.Platform.Descriptor.Name}'s report {context.Kind.Id} of {context.Account.Name} cannot be read; it is kept in raw/.", e.Message);
        }
    }

    /// <summary>The rows, in order of day and key.</summary>
    /// <param name="stamp">Whether a day is final, and how often its numbers have changed.</param>
    public IEnumerable<NormalRow> Normal(Func<DateOnly, (bool IsFinal, int Restatement)> stamp)
    {
        var mapping = new RowMapping(context, columns);
        var key = new RowKey(columns, context.Kind.IsHourly);
        foreach (var (_, row) in settled)
        {
            var (isFinal, restatement) = stamp(key.Day(row));
            yield return mapping.Map(row, isFinal, restatement);
        }
    }

    public void Dispose() => sorter.Dispose();

    private void Take(Stream part)
    {
        var row = new FlatRow();
        var key = new RowKey(columns, context.Kind.IsHourly);
        var shape = context.Platform.Shape(context.Kind);
        using var rows = RowSources.Open(part, context.Platform.Descriptor.Name, shape, names, error => context.Platform.Faults.Of(200, null, Wrapped(error)));
        while (rows.Read(row))
        {
            for (var place = 0; place < row.Count; place++)
            {
                seen.Add(row.Name(place));
                if (columns[row.Name(place)]?.Role == FieldRole.Finality) FinalUntil = Earlier(RowValue.Day(row.Value(place)).AddDays(-1));
            }

            sorter.Add(key.Of(row), row);
        }

        foreach (var column in (rows as CsvRows)?.Columns ?? []) seen.Add(names.Number(Encoding.UTF8.GetBytes(column)));
    }

    private void Sum()
    {
        var key = new RowKey(columns, context.Kind.IsHourly);
        var numbers = new RowNumbers(names, columns);
        var currencies = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (bytes, row) in settled)
        {
            Rows++;
            var day = key.Day(row);
            days[day] = days.GetValueOrDefault(day) + new DayTotals(1, RowMapping.SpendMicros(row, columns), numbers.Hash(bytes.Span, row));
            if (columns.Find(row, FieldRole.Currency) is >= 0 and var place) currencies.Add(Encoding.UTF8.GetString(row.Value(place)));
            Demand(row, day);
        }

        Repeats = context.Platform.Shape(context.Kind).JoinsParts ? 0 : sorter.Count - Rows;
        Currencies = currencies;
        var present = seen.Select(name => names[name]).ToHashSet(StringComparer.Ordinal);
        Unknown = [.. seen.Where(name => columns[name] is null).Select(name => names[name]).Order(StringComparer.Ordinal)];
        Missing = Rows == 0 ? [] : [.. columns.Table.Fields.Where(field => field.Value.IsExpected && !present.Contains(field.Key)).Select(field => field.Key).Order(StringComparer.Ordinal)];
        Schema = Convert.ToHexStringLower(XxHash3.Hash(Encoding.UTF8.GetBytes(string.Join('\n', present.Order(StringComparer.Ordinal)))));
    }

    private void Demand(FlatRow row, DateOnly day)
    {
        FieldRole? role = context.Kind.Level switch
        {
            ReportLevels.Campaign => FieldRole.CampaignId,
            ReportLevels.AdGroup => FieldRole.AdGroupId,
            ReportLevels.Ad or ReportLevels.Keyword or ReportLevels.ProductGroup => FieldRole.AdId,
            _ => null,
        };
        if (role is { } needed && (columns.Find(row, needed) is var place && (place < 0 || row.Value(place).IsEmpty)))
            throw new FormatException(string.Create(CultureInfo.InvariantCulture, $"A row of {day:yyyy-MM-dd} has no {needed}."));
    }

    private DateOnly Earlier(DateOnly day) => FinalUntil is { } known && known < day ? known : day;

    internal static JsonElement Wrapped(JsonElement error) => JsonSerializer.SerializeToElement(new Dictionary<string, JsonElement> { ["error"] = error });
}
