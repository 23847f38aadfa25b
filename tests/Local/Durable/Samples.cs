namespace Pinstitch.Tests.Local.Durable;

/// <summary>A payload of many kinds of values.</summary>
public sealed record Parcel(string Text, decimal Money, DateTimeOffset At, DateOnly Day, Guid Id, IReadOnlyList<int> Numbers, IReadOnlyDictionary<string, string> Names, DayOfWeek Weekday, string? Nothing);

/// <summary>An activity that fails some times before it succeeds.</summary>
public sealed record Flake(string Key, int Failures);

/// <summary>An event to be raised.</summary>
public sealed record Ring(string InstanceId, string Name, string Payload);

/// <summary>A failure as an orchestrator saw it.</summary>
public sealed record Seen(string Task, string Type, string Message, string? Inner, bool IsInvalidOperation, bool IsArgument);
