using Pinstitch.Land;

namespace Pinstitch.Stitch.Clusters;

/// <summary>A cluster that a night touches, with what the store has of it and what the night adds.</summary>
internal sealed class TouchedCluster
{
    /// <summary>Nearly all clusters are smaller: there, looking through them is quicker than any table.</summary>
    private const int Small = 24;

    private Dictionary<UInt128, int>? places;
    private HashSet<(int A, int B)>? pairs;

    public ClusterContent Content { get; } = new();

    public int StoredNodes { get; private set; }

    public int StoredEdges { get; private set; }

    /// <summary>Edges before it are of nights before this one.</summary>
    public int OldEdges { get; private set; }

    public bool HasGrown { get; private set; }

    public bool IsRecomputed { get; private set; }

    /// <summary>Adds a record of the store.</summary>
    public void AddStored(ReadOnlySpan<byte> body)
    {
        Content.Read(body);
        (StoredNodes, StoredEdges, OldEdges) = (Content.Nodes.Count, Content.Edges.Count, Content.Edges.Count);
    }

    /// <summary>Adds a cluster that becomes part of this one.</summary>
    public void AddMoved(ReadOnlySpan<byte> body)
    {
        var content = new ClusterContent();
        content.Read(body);
        for (var edge = 0; edge < content.Edges.Count; edge++) Add(content[edge]);
        OldEdges = Content.Edges.Count;
        HasGrown = true;
    }

    /// <summary>Adds edges of the night; without any, its persons are to be found anew all the same.</summary>
    public void AddNews(ReadOnlySpan<byte> body)
    {
        var content = new ClusterContent();
        content.Read(body);
        for (var edge = 0; edge < content.Edges.Count; edge++) HasGrown |= Add(content[edge]);
        IsRecomputed |= content.Edges.Count == 0;
    }

    /// <returns>False for a pair that was seen before: what is known was earlier, and what is earlier by the clock became known later.</returns>
    private bool Add(KeyedEdge edge)
    {
        var (a, b) = (Place(edge.A), Place(edge.B));
        if (Has(a, b)) return false;
        Content.Edges.Add(new(a, b, edge.Time, edge.Night));
        pairs?.Add((a, b));
        return true;
    }

    private bool Has(int a, int b)
    {
        if (Content.Edges.Count > Small)
        {
            pairs ??= [.. Content.Edges.Select(edge => (edge.A, edge.B))];
            return pairs.Contains((a, b));
        }

        foreach (ref readonly var edge in System.Runtime.InteropServices.CollectionsMarshal.AsSpan(Content.Edges))
        {
            if (edge.A == a && edge.B == b) return true;
        }

        return false;
    }

    private int Place(Identifier identifier)
    {
        if (Find(identifier.Key) is >= 0 and var found) return found;
        Content.Nodes.Add(identifier);
        places?.Add(identifier.Key, Content.Nodes.Count - 1);
        return Content.Nodes.Count - 1;
    }

    private int Find(UInt128 key)
    {
        if (Content.Nodes.Count > Small)
        {
            if (places is null)
            {
                places = new(Content.Nodes.Count);
                for (var place = 0; place < Content.Nodes.Count; place++) places[Content.Nodes[place].Key] = place;
            }

            return places.GetValueOrDefault(key, -1);
        }

        var nodes = System.Runtime.InteropServices.CollectionsMarshal.AsSpan(Content.Nodes);
        // From behind: should a record hold one twice, the later place counts.
        for (var place = nodes.Length - 1; place >= 0; place--)
        {
            if (nodes[place].Key == key) return place;
        }

        return -1;
    }
}
