namespace Pinstitch.Lab.EndToEnd;

/// <summary>What a run with kills is made of.</summary>
/// <param name="Events">Events that the client sends.</param>
/// <param name="Kills">How often the host is killed meanwhile.</param>
/// <param name="Keys">Partition keys that they are spread over.</param>
/// <param name="Batch">Most events in one send.</param>
/// <param name="Lanes">Keys that are sent at the same time.</param>
/// <param name="Seed">Decides when the kills come.</param>
public sealed record KillPlan(int Events, int Kills, int Keys, int Batch, int Lanes, ulong Seed)
{
    public int EventsPerKey => (Events + Keys - 1) / Keys;
}
