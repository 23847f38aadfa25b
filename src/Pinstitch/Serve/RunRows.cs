using Pinstitch.Attribute;

namespace Pinstitch.Serve;

/// <summary>A run's orders and credit.</summary>
/// <param name="Run">The run.</param>
/// <param name="Orders">Its orders.</param>
/// <param name="Credits">Its credit.</param>
/// <param name="Touches">All touches of its persons, those too that no order counts.</param>
public sealed record RunRows(RunName Run, IReadOnlyList<FactOrder> Orders, IReadOnlyList<FactCredit> Credits, IReadOnlyList<JourneyTouch> Touches);
