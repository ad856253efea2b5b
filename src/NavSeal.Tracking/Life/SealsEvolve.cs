using System.Diagnostics;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;

namespace NavSeal.Tracking.Life;

/// <summary>The seals of a transportation after an event.</summary>
internal static class SealsEvolve
{
    public static Transportation Of(Transportation state, TransportationEvent change) => change switch
    {
        TransportationEvent.SealAffixed e => Affixed(state, e.Affixing),
        TransportationEvent.SealRejected e => With(state, e.Seal, seal => seal with { Stage = SealStage.Rejected }),
        TransportationEvent.RegisterKept e =>
            With(state, e.Seal, seal => seal with { RegisterPlace = e.Place, RegisterSha256 = e.Sha256 }),
        TransportationEvent.OperatorAnswered e => With(state, e.Seal, seal => seal with { IsAgreed = e.IsPositive }),
        TransportationEvent.SignalVerified e => With(state, e.Seal, seal => seal with { IsVerified = true }),
        TransportationEvent.SealRemoved e => With(state, e.Seal, seal => seal with
        {
            Stage = SealStage.RemovedEnRoute,
            RemovedAt = e.At,
            ReapplyBy = e.ReapplyBy,
        }),
        TransportationEvent.SealReapplied e => With(state, e.Seal, Applied),
        TransportationEvent.SealReplaced e => WithoutPermission(
            With(state, e.Former, seal => Ended(seal, SealStage.TakenOff, e.At)), PermissionKind.Replacement),
        TransportationEvent.DeactivationDemanded e => With(state, e.Demand.Seal, seal => seal with { IsDemanded = true }),
        TransportationEvent.SealDeactivated e => AfterDeactivation(
            With(state, e.Seal, seal => Ended(seal, SealStage.Deactivated, e.At))),
        TransportationEvent.SealTakenOff e => With(state, e.Seal, seal => seal with { Stage = SealStage.TakenOff }),
        TransportationEvent.SealHandedOver e => With(state, e.Seal, seal => seal with { Stage = SealStage.HandedOver }),
        TransportationEvent.SealErased e => With(state, e.Seal, seal => seal with { Stage = SealStage.Erased }),
        TransportationEvent.BorderCrossed e => With(state, e.Seal, seal => Crossed(seal, new Crossing(e.From, e.Into, e.At))),
        _ => throw new UnreachableException(),
    };

    public static Transportation Activated(Transportation state, TransportationEvent.SealActivated e)
    {
        var known = state.Find(e.Seal) is { Stage: SealStage.Affixed };
        var begun = known ? state : Affixed(state, e.Seal, e.Compartment ?? 1);
        return With(begun, e.Seal, seal => seal with
        {
            Stage = SealStage.Active,
            ActivatedAt = e.At,
            MovingPeriod = TimeSpan.FromSeconds(e.MovingPeriodSeconds),
            StandingPeriod = TimeSpan.FromSeconds(e.StandingPeriodSeconds),
        });
    }

    private static Transportation Affixed(Transportation state, Affixing affixing) => With(
        Affixed(state, affixing.Seal, affixing.Compartment), affixing.Seal,
        seal => seal with { PlaceKind = affixing.PlaceKind, Place = affixing.Place });

    private static Transportation Affixed(Transportation state, SealNumber seal, int compartment) => state with
    {
        Seals = state.Seals.Add(new TrackedSeal { Number = seal, Compartment = compartment, Stage = SealStage.Affixed }),
    };

    /// <summary>The permission to replace holds for one replacement.</summary>
    private static Transportation WithoutPermission(Transportation state, PermissionKind kind) => state with
    {
        Papers = state.Papers with { Permissions = state.Papers.Permissions.RemoveAll(permission => permission.Kind == kind) },
    };

    private static TrackedSeal Applied(TrackedSeal seal) =>
        seal with { Stage = SealStage.Active, RemovedAt = null, ReapplyBy = null };

    private static TrackedSeal Ended(TrackedSeal seal, SealStage stage, DateTimeOffset at) =>
        seal with { Stage = stage, DeactivatedAt = at, RemovedAt = null, ReapplyBy = null };

    private static TrackedSeal Crossed(TrackedSeal seal, Crossing crossing)
    {
        var kept = seal.Crossings.Length < TrackedSeal.CrossingsMax ? seal.Crossings : seal.Crossings.RemoveAt(0);
        var place = kept.Length;
        while (place > 0 && kept[place - 1].At > crossing.At) place--;
        return seal with { Crossings = kept.Insert(place, crossing) };
    }

    private static Transportation AfterDeactivation(Transportation state) =>
        state.Phase == TransportationPhase.UnderTracking && !state.Tracking.Any()
            ? state with { Phase = state.Papers.Application is null ? TransportationPhase.Completed : TransportationPhase.TrackingEnded }
            : state;

    /// <summary>The latest part of the seal changed; what has no part stays as it is.</summary>
    private static Transportation With(Transportation state, SealNumber number, Func<TrackedSeal, TrackedSeal> change)
    {
        for (var i = state.Seals.Length - 1; i >= 0; i--)
            if (state.Seals[i].Number == number) return state with { Seals = state.Seals.SetItem(i, change(state.Seals[i])) };
        return state;
    }
}
