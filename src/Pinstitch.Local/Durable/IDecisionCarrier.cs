namespace Pinstitch.Local.Durable;

/// <summary>Carries out what orchestrations have decided and stored.</summary>
internal interface IDecisionCarrier
{
    /// <summary>Starts the activity, timer or child, or sends the event. Doing it again after a restart is harmless.</summary>
    void CarryOut(OrchestrationActor actor, HistoryEvent decision);

    /// <summary>The orchestration starts over with the actor's row as it is now.</summary>
    void Continue(OrchestrationActor actor, List<HistoryEvent> history);

    /// <summary>The orchestration is over: its caller and whoever waits for it are told.</summary>
    void Ended(OrchestrationActor actor);

    string NewExecutionId();
}
