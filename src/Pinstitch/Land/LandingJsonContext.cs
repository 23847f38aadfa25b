using System.Text.Json.Serialization;

namespace Pinstitch.Land;

/// <summary>Serialisers made at compile time.</summary>
[JsonSerializable(typeof(LandedRecord))]
[JsonSerializable(typeof(RejectedRecord))]
[JsonSerializable(typeof(LandedEvent))]
internal sealed partial class LandingJsonContext : JsonSerializerContext;
