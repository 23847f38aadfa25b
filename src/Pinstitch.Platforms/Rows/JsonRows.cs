using System.Text;
using System.Text.Json;

namespace Pinstitch.Platforms.Rows;

/// <summary>
/// Rows of a JSON document of any size: only one row is in memory at a time. What is around the rows is looked at for
/// errors and for values that belong to the rows below.
/// </summary>
internal sealed class JsonRows : IRowSource
{
    private readonly Stream stream;
    private readonly RowShape shape;
    private readonly string platform;
    private readonly NameTable names;
    private readonly Func<JsonElement, Fault> faultOf;
    private readonly JsonFlattening flattening;
    private readonly int keyName;
    private readonly List<(string Step, bool IsList)> open = [];
    private readonly List<(int Depth, int Name, CellKind Kind, byte[] Value)> context = [];
    private byte[] buffer = new byte[64 * 1024];
    private int start;
    private int end;
    private bool isLast;
    private bool isDone;
    private JsonReaderState state;
    private string property = string.Empty;
    private bool isFound;

    /// <param name="stream">The document; disposed of with this.</param>
    /// <param name="platform">For people.</param>
    /// <param name="shape">Where the rows are.</param>
    /// <param name="names">Numbers of names.</param>
    /// <param name="faultOf">What an <c>error</c> in the document means.</param>
    public JsonRows(Stream stream, string platform, RowShape shape, NameTable names, Func<JsonElement, Fault> faultOf)
    {
        (this.stream, this.platform, this.shape, this.names, this.faultOf) = (stream, platform, shape, names, faultOf);
        flattening = new(names, shape.ListKey);
        keyName = shape.KeyName is { } key ? names.Number(Encoding.UTF8.GetBytes(key)) : -1;
    }

    public bool Read(FlatRow row)
    {
        try
        {
            while (!isDone)
            {
                if (Step(row)) return true;
                if (!isDone) Fill();
            }

            return false;
        }
        catch (JsonException e)
        {
            throw new RowFaultException(new(FaultKind.Transient, $"{platform}'s report is no whole JSON; it is fetched again.", e.Message));
        }
    }

    public void Dispose() => stream.Dispose();

    private bool Step(FlatRow row)
    {
        var reader = new Utf8JsonReader(buffer.AsSpan(start, end - start), isLast, state);
        while (true)
        {
            var before = reader;
            if (!reader.Read())
            {
                Keep(ref reader);
                isDone = isLast;
                if (isDone && !isFound) throw Misshapen("no place for rows");
                return false;
            }

            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    property = names[names.Number(reader.ValueSpan)];
                    break;
                case JsonTokenType.StartObject:
                    var step = NextStep();
                    Expect(step, isList: false);
                    var (isRow, isError) = (IsRow(step), step == "error");
                    if (!isRow && !isError)
                    {
                        open.Add((step, false));
                        break;
                    }

                    var from = (int)reader.TokenStartIndex;
                    if (!reader.TrySkip())
                    {
                        // The rest of the row is still to come: it is begun again when it is there.
                        Keep(ref before);
                        return false;
                    }

                    var slice = buffer.AsSpan(start + from, (int)reader.BytesConsumed - from);
                    if (isError) throw Error(slice);
                    row.Clear();
                    if (keyName >= 0 && open is [_, (not "[]", true), ..]) row.Add(keyName, CellKind.Text, Encoding.UTF8.GetBytes(open[1].Step));
                    foreach (var above in context) row.Add(above.Name, above.Kind, above.Value);
                    flattening.Flatten(slice, row);
                    Keep(ref reader);
                    return true;
                case JsonTokenType.StartArray:
                    Expect(NextStep(), isList: true);
                    open.Add((NextStep(), true));
                    break;
                case JsonTokenType.EndArray or JsonTokenType.EndObject:
                    open.RemoveAt(open.Count - 1);
                    if (shape.WithContext) context.RemoveAll(above => above.Depth > open.Count);
                    break;
                default:
                    if (open.Count == 0 || reader.TokenType != JsonTokenType.Null) Expect(NextStep(), isList: null);
                    else isFound |= IsOnTheWay(property);
                    if (shape.WithContext && open is [.., (_, false)]) Remember(ref reader);
                    break;
            }
        }
    }

    private string NextStep() => open.Count == 0 ? string.Empty : open[^1].IsList ? "[]" : property;

    /// <summary>
    /// A number where a list of rows should be is no empty report: what platforms send on a bad day must not count as "nothing
    /// was spent". Names that are not asked for, and those below <c>*</c>, may be anything.
    /// </summary>
    /// <param name="step">What begins here.</param>
    /// <param name="isList">Whether it is a list or an object; null for neither.</param>
    private void Expect(string step, bool? isList)
    {
        var (isNamed, fits) = (false, false);
        foreach (var way in shape.Ways)
        {
            if (open.Count > way.Length || !IsBelow(way, step)) continue;
            isNamed = true;
            fits |= isList is { } list && list == (open.Count < way.Length && way[open.Count] == "[]");
        }

        if (isNamed && !fits) throw Misshapen(step.Length == 0 ? "the top" : step);
        isFound |= isNamed && (open.Count > 0 || shape.Ways.Any(way => way[0] == (isList == true ? "[]" : "*")));
    }

    private bool IsOnTheWay(string step) => shape.Ways.Any(way => open.Count <= way.Length && IsBelow(way, step));

    /// <summary>Whether the step is on the way, by names and lists alone.</summary>
    private bool IsBelow(string[] way, string step)
    {
        for (var place = 0; place < open.Count; place++)
        {
            if (way[place] != (place + 1 < open.Count ? open[place + 1].Step : step)) return false;
        }

        return true;
    }

    private RowFaultException Misshapen(string where) =>
        new(new(FaultKind.Transient, $"{platform}'s report is not in the form that was asked for; it is fetched again.", $"{where} is not what ways {string.Join(", ", shape.Path)} say"));

    private bool IsRow(string step)
    {
        foreach (var way in shape.Ways)
        {
            if (way.Length != open.Count || !Fits(way[^1], step)) continue;
            var fits = true;
            for (var place = 0; fits && place < way.Length - 1; place++) fits = Fits(way[place], open[place + 1].Step);
            if (fits) return true;
        }

        return false;
    }

    private static bool Fits(string way, string step) => way == step || (way == "*" && step != "[]");

    private void Remember(ref Utf8JsonReader reader)
    {
        var name = string.Join('.', open.Select(item => item.Step).Where(step => step.Length > 0 && step != "[]").Append(property));
        var kind = JsonFlattening.Kind(reader.TokenType);
        context.Add((open.Count, names.Number(Encoding.UTF8.GetBytes(name)), kind, kind == CellKind.Text ? Encoding.UTF8.GetBytes(reader.GetString()!) : reader.ValueSpan.ToArray()));
    }

    private void Keep(ref Utf8JsonReader reader)
    {
        start += (int)reader.BytesConsumed;
        state = reader.CurrentState;
    }

    private void Fill()
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }

        if (end == buffer.Length) Array.Resize(ref buffer, buffer.Length * 2);
        var came = stream.Read(buffer, end, buffer.Length - end);
        end += came;
        isLast = came == 0;
    }

    private RowFaultException Error(ReadOnlySpan<byte> slice)
    {
        var reader = new Utf8JsonReader(slice);
        using var document = JsonDocument.ParseValue(ref reader);
        return new(faultOf(document.RootElement.Clone()));
    }
}
