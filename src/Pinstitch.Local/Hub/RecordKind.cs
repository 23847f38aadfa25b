namespace Pinstitch.Local.Hub;

/// <summary>What the body of a record in a partition's log is. Stored as a number.</summary>
internal enum RecordKind : byte
{
    /// <summary>The event's own payload; properties stand beside it.</summary>
    Payload = 1,

    /// <summary>The bare AMQP message as its sender encoded it: all sections behind the message annotations.</summary>
    Amqp = 2,
}
