using NavSeal.Model.Commands;
using NavSeal.Model.Transportations;

namespace NavSeal.Tracking.Life;

/// <summary>Arrival, registration of the documents and inspection (Order 407, 12 and 13).</summary>
internal static class ArrivalDecisions
{
    public static Refusal? Decide(in CommandDecisions asked, Command.RecordArrival command)
    {
        if (asked.Begun(command.Transportation, out var slot) is { } refusal) return refusal;
        var state = slot.State!;
        if (state.Papers.ArrivalOffice is not null) return Refusal.AlreadyArrived;
        if (!AuthorityDecisions.IsAuthority(asked, command.Office)) return Refusal.UnknownOffice;
        if (!Forms.IsText(command.Zone)) return Refusal.TextOutOfForm;
        if (state.IsEscort && state.Papers.Application?.DestinationOffice is { } destination && destination != command.Office)
            return Refusal.WrongPlace;
        asked.Apply(slot, new TransportationEvent.ArrivalRecorded
        {
            Office = command.Office,
            Zone = command.Zone,
            At = asked.Now,
            By = asked.By,
        });
        asked.Fulfil(slot, new Owing(ObligationKind.Deliver, asked.Now));
        if (state.IsEscort) asked.Owe(slot, new Owing(ObligationKind.RegisterArrival, asked.Now));
        return null;
    }

    public static Refusal? Decide(in CommandDecisions asked, Command.RegisterDocuments command)
    {
        if (asked.Begun(command.Transportation, out var slot) is { } refusal) return refusal;
        var state = slot.State!;
        if (state.Papers.ArrivalOffice is not { } office) return Refusal.NotArrived;
        if (state.Papers.Registration is not null) return Refusal.AlreadyRegistered;
        if (!Forms.IsText(command.Registration, Application.TextMax)) return Refusal.TextOutOfForm;
        asked.Apply(slot, new TransportationEvent.DocumentsRegistered
        {
            Registration = command.Registration,
            Office = office,
            At = asked.Now,
            By = asked.By,
        });
        asked.Fulfil(slot, new Owing(ObligationKind.RegisterArrival, asked.Now));
        if (state.IsEscort) asked.Owe(slot, new Owing(ObligationKind.CompleteTransit, asked.Now));
        return null;
    }

    public static Refusal? Decide(in CommandDecisions asked, Command.RecordInspection command)
    {
        if (asked.Recordable(command.Transportation, out var slot) is { } refusal) return refusal;
        var (state, inspection) = (slot.State!, command.Inspection);
        if (!AuthorityDecisions.IsAuthority(asked, command.Office)) return Refusal.UnknownOffice;
        if (inspection.IsAtDeparture && state.WasActivated) return Refusal.StepIsPast;
        var isWhereItEnded = state.Papers.ArrivalOffice is not null || state.Phase == TransportationPhase.Terminated;
        if (!inspection.IsAtDeparture && !isWhereItEnded) return Refusal.NotArrived;
        var office = inspection.IsAtDeparture ? state.Papers.Application?.DepartureOffice : state.Papers.ArrivalOffice;
        if (!AuthorityDecisions.IsTheirs(asked, state, command.Office, office))
            return inspection.IsAtDeparture ? Refusal.NotOfDeparture : Refusal.NotOfDestination;
        if (!Forms.IsText(inspection.Act, Application.TextMax)) return Refusal.TextOutOfForm;
        asked.Apply(slot, new TransportationEvent.InspectionRecorded
        {
            Inspection = inspection,
            Office = command.Office,
            At = asked.Now,
            By = asked.By,
        });
        var hasSigns = !inspection.SealsIntact || inspection.TracesOfAccess || inspection.SignsOfMismatch;
        if (hasSigns && !inspection.IsAtDeparture && !state.Papers.IsHighRisk)
            asked.Apply(slot, new TransportationEvent.HighRiskMarked { Kind = null, At = asked.Now });
        return null;
    }

    public static Refusal? Decide(in CommandDecisions asked, Command.BeginControl command)
    {
        if (asked.Live(command.Transportation, out var slot) is { } refusal) return refusal;
        if (!IsOfControl(command.Kind)) return Refusal.ClockRuns;
        if (slot.State!.Papers.ArrivalOffice is null) return Refusal.NotArrived;
        if (slot.State.Obligations.Any(one => one.Kind == command.Kind)) return Refusal.ClockRuns;
        asked.Owe(slot, new Owing(command.Kind, asked.Now));
        return null;
    }

    public static Refusal? Decide(in CommandDecisions asked, Command.EndControl command)
    {
        if (asked.Live(command.Transportation, out var slot) is { } refusal) return refusal;
        if (!IsOfControl(command.Kind) || slot.State!.Obligations.All(one => one.Kind != command.Kind)) return Refusal.ClockStands;
        asked.Fulfil(slot, new Owing(command.Kind, asked.Now));
        return null;
    }

    private static bool IsOfControl(ObligationKind kind) => kind is ObligationKind.ReleaseGoods or ObligationKind.YellowCorridor;
}
