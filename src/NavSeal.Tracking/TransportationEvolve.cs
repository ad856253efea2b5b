using System.Diagnostics;
using NavSeal.Model.Transportations;
using NavSeal.Tracking.Life;

namespace NavSeal.Tracking;

/// <summary>How a transportation changes by its events.</summary>
public sealed partial record Transportation
{
    /// <summary>The state after an event. Never refuses: facts already happened.</summary>
    /// <param name="state">Null before the first event: an application or, in journals from before there were any, an
    /// activation.</param>
    /// <param name="change">What happened.</param>
    public static Transportation Evolve(Transportation? state, TransportationEvent change) => change switch
    {
        TransportationEvent.ApplicationDrafted e => Drafted(state, e),
        TransportationEvent.SealActivated e => Activated(state ?? new Transportation
        {
            Phase = TransportationPhase.Confirmed,
            Mode = e.Mode,
            Regimes = e.Regimes,
        }, e),
        _ => EvolveKnown(state ?? throw new UnreachableException("A transportation begins with its application."), change),
    };

    private static Transportation EvolveKnown(Transportation state, TransportationEvent change) => change switch
    {
        TransportationEvent.TransportationConfirmed e => Confirmed(state, e),
        TransportationEvent.TransportationCancelled e => state with
        {
            Phase = TransportationPhase.Cancelled,
            Papers = state.Papers with { CancelledAt = e.At },
        },
        TransportationEvent.TransportationCompleted e => state with
        {
            Phase = TransportationPhase.Completed,
            Papers = state.Papers with { Completion = e.Completion },
        },
        TransportationEvent.TransportationTerminated => state with { Phase = TransportationPhase.Terminated },
        TransportationEvent.SealDeactivated or TransportationEvent.SealRemoved or TransportationEvent.SealReapplied
            or TransportationEvent.SealAffixed or TransportationEvent.SealRejected or TransportationEvent.RegisterKept
            or TransportationEvent.SignalVerified or TransportationEvent.SealReplaced or TransportationEvent.DeactivationDemanded
            or TransportationEvent.OperatorAnswered or TransportationEvent.SealTakenOff or TransportationEvent.SealHandedOver
            or TransportationEvent.SealErased or TransportationEvent.BorderCrossed => SealsEvolve.Of(state, change),
        TransportationEvent.NonRoutineSituationOpened e => state with
        {
            LastSituation = e.Situation,
            Situations = state.Situations.Add(new Situation(e.Situation, e.Kind, e.OccurredAt, null) { Seal = e.Seal }),
        },
        TransportationEvent.NonRoutineSituationEnded e => Ended(state, e),
        TransportationEvent.SituationAcknowledged e => Marked(state, e.Situation, known => known with { IsAcknowledged = true }),
        TransportationEvent.OfficesNotified e => Marked(state, e.Situation, known => known with { IsNotified = true }),
        TransportationEvent.SituationClosed e => Marked(state, e.Situation, known => known with { IsClosed = true }),
        TransportationEvent.SituationWithdrawn e =>
            Marked(state, e.Situation, known => known with { IsClosed = true, IsWithdrawn = true }),
        TransportationEvent.ObligationBegan e => state with
        {
            LastObligation = e.Obligation,
            Obligations = state.Obligations.Add(new Obligation(e.Obligation, e.Kind, e.DueAt)
            {
                Situation = e.Situation,
                Seal = e.Seal,
                IsOver = e.CouldNotBeMet,
            }),
        },
        TransportationEvent.ObligationFulfilled e => WithoutObligation(state, e.Obligation),
        TransportationEvent.ObligationDropped e => WithoutObligation(state, e.Obligation),
        TransportationEvent.ObligationBreached e => state with
        {
            Obligations = [.. state.Obligations.Select(one => one.Number == e.Obligation ? one with { IsOver = true } : one)],
        },
        TransportationEvent.SealOrdered e => state with
        {
            Papers = PapersEvolve.Of(state, e),
            Regimes = state.Regimes | (e.Order.Ground == OrderGround.ElectronicCustomsEscort
                ? TrackingRegimes.KzElectronicCustomsEscort
                : TrackingRegimes.None),
        },
        TransportationEvent.ParticularsStated or TransportationEvent.SituationShelved or TransportationEvent.MeasuresRecorded
            or TransportationEvent.FormsOfControlSet or TransportationEvent.SpecialDeviceRecorded
            or TransportationEvent.RemovalEstablished => state,
        _ => state with { Papers = PapersEvolve.Of(state, change) },
    };

    private static Transportation Drafted(Transportation? state, TransportationEvent.ApplicationDrafted e) => new()
    {
        Phase = TransportationPhase.Draft,
        Mode = e.Application.Mode,
        Papers = (state?.Papers ?? new TransportationPapers()) with { Application = e.Application },
        Regimes = state?.Regimes ?? TrackingRegimes.None,
        Obligations = state?.Obligations ?? [],
        LastObligation = state?.LastObligation ?? 0,
    };

    private static Transportation Confirmed(Transportation state, TransportationEvent.TransportationConfirmed e) => state with
    {
        Phase = TransportationPhase.Confirmed,
        Papers = state.Papers with { Contract = e.Contract },
        Regimes = state.Regimes | (state.Papers.Application is { IsUnion: true } ? TrackingRegimes.Union : TrackingRegimes.None),
    };

    private static Transportation Activated(Transportation state, TransportationEvent.SealActivated e) =>
        SealsEvolve.Activated(state, e) with
        {
            Phase = TransportationPhase.UnderTracking,
            Regimes = e.Regimes,
            Mode = e.Mode,
            Rules = e.Rules,
        };

    private static Transportation Marked(Transportation state, int number, Func<Situation, Situation> mark) => state with
    {
        Situations = [.. state.Situations.Select(known => known.Number == number ? mark(known) : known)],
    };

    private static Transportation WithoutObligation(Transportation state, int number) => state with
    {
        Obligations = state.Obligations.RemoveAll(one => one.Number == number),
    };
}
