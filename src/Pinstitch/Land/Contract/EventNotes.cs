using System.Text;

namespace Pinstitch.Land.Contract;

/// <summary>What of an event could not be used, without the event being wrong.</summary>
internal struct EventNotes
{
    private List<string>? notes;

    public void Add(string path, string reason) => (notes ??= []).Add($"{path}:{reason}");

    public void Add(ContractField field, string reason) => Add(ContractFields.PathOf(field), reason);

    /// <summary>Notes that a door has made already, as <c>field:reason</c>.</summary>
    public void Add(ReadOnlySpan<byte> note) => (notes ??= []).Add(Encoding.UTF8.GetString(note));

    /// <summary>Null for none.</summary>
    public readonly IReadOnlyList<string>? Sorted() => notes is null ? null : [.. notes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
