using System.Collections.Concurrent;
using NavSeal.Model.Transportations;

namespace NavSeal.Workplaces.Views.Situations;

/// <summary>A situation whose condition is not over.</summary>
public sealed record OpenSituation(TransportationNumber Transportation, TransportationEvent.NonRoutineSituationOpened Opened);

/// <summary>The situations that are open now: a fold over the events of transportations.</summary>
public sealed class SituationsView
{
    private readonly ConcurrentDictionary<(TransportationNumber, int), OpenSituation> open = new();
    private readonly ConcurrentDictionary<TransportationNumber, byte> underTracking = new();
    private long opened;

    /// <summary>How many have been opened since the journal began.</summary>
    public long OpenedSoFar => Volatile.Read(ref opened);

    /// <summary>How many transportations are under tracking.</summary>
    public int UnderTracking => underTracking.Count;

    /// <summary>Worst first, then oldest first.</summary>
    public IReadOnlyList<OpenSituation> Open() =>
        [.. open.Values.OrderBy(situation => Severities.Of(situation.Opened.Kind)).ThenBy(situation => situation.Opened.OccurredAt)];

    /// <summary>Takes in what happened to one transportation.</summary>
    public void Apply(TransportationNumber transportation, TransportationEvent change)
    {
        switch (change)
        {
            case TransportationEvent.NonRoutineSituationOpened begun:
                open[(transportation, begun.Situation)] = new OpenSituation(transportation, begun);
                Interlocked.Increment(ref opened);
                break;
            case TransportationEvent.NonRoutineSituationEnded ended:
                open.TryRemove((transportation, ended.Situation), out _);
                break;
            case TransportationEvent.SealActivated:
                underTracking[transportation] = 0;
                break;
            case TransportationEvent.SealDeactivated:
                underTracking.TryRemove(transportation, out _);
                break;
        }
    }
}

/// <summary>How much a situation matters; told by shape, word and colour.</summary>
public enum Severity
{
    Critical,
    High,
    Medium,
}

/// <summary>Severity of each kind (requirement EMG-023).</summary>
public static class Severities
{
    public static Severity Of(NonRoutineKind kind) => kind switch
    {
        NonRoutineKind.SealingElementBroken or NonRoutineKind.CaseBroken or NonRoutineKind.UnauthorisedAction or NonRoutineKind.KzRemoval =>
            Severity.Critical,
        NonRoutineKind.RouteDeviation or NonRoutineKind.NoData or NonRoutineKind.KzSilence or NonRoutineKind.KzDeviation => Severity.High,
        NonRoutineKind.SealFault or NonRoutineKind.LowBattery => Severity.Medium,
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
