namespace Pinstitch.Land.Plain;

/// <summary>The lines of plain events of one batch.</summary>
internal sealed class PlainLines
{
    private readonly record struct Source(int Start, int Partition, long Sequence, ReadOnlyMemory<byte> Body);

    private readonly EventReader reader;
    private readonly LineBuffer lines;
    private readonly PlainHoles holes;
    private readonly PlainEvent item;

    /// <summary>Where lines came from, kept where the shop has told who its own people are: their events are found by their pseudonyms.</summary>
    private readonly List<Source> sources = [];
    private readonly SortedSet<int> staff = [];

    public PlainLines(EventReader reader, LineBuffer lines)
    {
        this.reader = reader;
        this.lines = lines;
        holes = new(new(reader.Pseudonyms.Key));
        item = new(reader, lines, holes);
    }

    /// <summary>Writes an event's line. False when the event is for the general reader.</summary>
    public bool Add(int partition, long sequence, ReadOnlyMemory<byte> body, long now)
    {
        var (start, mark) = (lines.Length, holes.Here);
        if (reader.Pseudonyms.IsChanging) return false;
        if (!item.Write(partition, sequence, body.Span, now))
        {
            lines.CutTo(start);
            holes.CutTo(mark);
            return false;
        }

        lines.Add((byte)'\n');
        if (reader.HasStaff) sources.Add(new(start, partition, sequence, body));
        return true;
    }

    /// <summary>Forgets what lines wait for.</summary>
    public void Clear()
    {
        holes.CutTo(default);
        sources.Clear();
    }

    /// <summary>Hashes what the lines wait for.</summary>
    public void Fill()
    {
        if (!reader.HasStaff)
        {
            holes.Fill(lines, null);
            return;
        }

        holes.Fill(lines, (place, identifier) =>
        {
            if (reader.IsStaff(identifier)) staff.Add(sources.FindLastIndex(source => source.Start < place));
        });
        // From the last to the first, so that places before stay.
        foreach (var number in staff.Reverse()) Rewrite(sources[number]);
        sources.Clear();
        staff.Clear();
    }

    private void Rewrite(Source source)
    {
        var length = lines.Written[source.Start..].IndexOf((byte)'\n');
        lines.Replace(source.Start, length, LandingJson.Write(new LandedRecord(source.Partition, source.Sequence, reader.Read(source.Body).Event!)));
    }
}
