using NavSeal.Model.Transportations;

namespace NavSeal.Workplaces.Views.Situations;

/// <summary>How much a situation matters, worst first; told by shape, word and colour.</summary>
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

    /// <summary>The worst of the open ones; null where none is open.</summary>
    public static Severity? Worst(IEnumerable<SituationRow> open) => open.Min(row => (Severity?)Of(row.Kind));
}
