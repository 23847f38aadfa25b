namespace Pinstitch.Collect;

/// <summary>A report job on the platform's side. It is stored before anything else is done with it.</summary>
/// <param name="Token">The platform's name for the job; empty where it answers at once and has no jobs.</param>
public sealed record ReportTicket(string Token);
