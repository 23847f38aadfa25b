using System.Text.Json;

namespace Pinstitch.Land.Doors;

/// <summary>What a door adds to the events that pass it.</summary>
public interface IDoorMark
{
    /// <summary>Whether a sender's own field of that name is left out.</summary>
    bool Replaces(string field);

    /// <summary>Writes the door's fields behind the event's own.</summary>
    void Write(JsonElement item, Utf8JsonWriter json);
}
