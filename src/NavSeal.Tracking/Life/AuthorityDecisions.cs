using NavSeal.Model.Commands;
using NavSeal.Model.Registries;
using NavSeal.Model.Transportations;
using NavSeal.Tracking.Registries;

namespace NavSeal.Tracking.Life;

/// <summary>What authorities decide: that a seal is used, what they permit, and how they control.</summary>
internal static class AuthorityDecisions
{
    private const int DistanceMaxKilometres = 1000, MetresPerKilometre = 1000;

    public static Refusal? Decide(in CommandDecisions asked, Command.OrderSeal command)
    {
        if (asked.Live(command.Transportation, out var slot) is { } refusal) return refusal;
        var order = command.Order;
        if (slot.State!.WasActivated) return Refusal.AlreadyActivated;
        if (slot.State.Papers.Order is not null) return Refusal.AlreadyOrdered;
        if (!Enum.IsDefined(order.Ground)) return Refusal.NoRegime;
        if (!IsAuthority(asked, order.Authority)) return Refusal.UnknownOffice;
        var isEscort = order.Ground == OrderGround.ElectronicCustomsEscort;
        var isTakenOn = slot.State.Phase != TransportationPhase.Draft;
        if (isEscort && isTakenOn && slot.State.Papers.Application is { HasBothOffices: false }) return Refusal.OfficesMissing;
        var departure = slot.State.Papers.Application?.DepartureOffice;
        if (!IsFor(asked, order.Authority, departure) && (isEscort || !IsBody(asked, order.Authority))) return Refusal.NotOfDeparture;
        if (!Forms.IsText(order.Head, Application.TextMax)) return Refusal.RiskProfileMissing;
        if (isEscort ? !Forms.IsText(order.RiskProfile, Application.TextMax) : !Forms.IsTextOrNone(order.RiskProfile, Application.TextMax))
            return Refusal.RiskProfileMissing;
        asked.Apply(slot, new TransportationEvent.SealOrdered { Order = order, At = asked.Now, By = asked.By });
        if (isEscort) asked.Owe(slot, new Owing(ObligationKind.OrganiseEscort, asked.Now));
        return null;
    }

    public static Refusal? Decide(in CommandDecisions asked, Command.Permit command)
    {
        if (asked.Live(command.Transportation, out var slot) is { } refusal) return refusal;
        var state = slot.State!;
        if (state.Papers.Order is null) return Refusal.PermissionNotNeeded;
        if (!IsAuthority(asked, command.Authority)) return Refusal.UnknownOffice;
        if (state.Papers.PermittedBy(command.Kind) is not null) return Refusal.PermissionGivenAlready;
        if (WrongStep(state, command.Kind) is { } wrong) return wrong;
        if (NotTheirs(asked, state, command) is { } others) return others;
        if (!Forms.IsSigned(command.Signature)) return Refusal.SignatureMissing;
        asked.Apply(slot, new TransportationEvent.PermissionGiven
        {
            Kind = command.Kind,
            Authority = command.Authority,
            Signature = command.Signature,
            At = asked.Now,
            By = asked.By,
        });
        return null;
    }

    public static Refusal? Decide(in CommandDecisions asked, Command.TakeBack command)
    {
        if (asked.Live(command.Transportation, out var slot) is { } refusal) return refusal;
        var state = slot.State!;
        if (state.Papers.PermittedBy(command.Kind) is not { } giver) return Refusal.NotPermitted;
        if (!IsFor(asked, command.Authority, giver)) return Refusal.NotTheGiver;
        if (IsUsed(state, command.Kind)) return Refusal.PermissionUsed;
        if (!Forms.IsText(command.Reason)) return Refusal.TextOutOfForm;
        if (!Forms.IsSigned(command.Signature)) return Refusal.SignatureMissing;
        asked.Apply(slot, new TransportationEvent.PermissionTakenBack
        {
            Kind = command.Kind,
            Authority = command.Authority,
            Reason = command.Reason,
            Signature = command.Signature,
            At = asked.Now,
            By = asked.By,
        });
        return null;
    }

    public static Refusal? Decide(in CommandDecisions asked, Command.SetFormsOfControl command)
    {
        if (asked.Live(command.Transportation, out var slot) is { } refusal) return refusal;
        if (!Forms.IsText(command.Forms)) return Refusal.TextOutOfForm;
        asked.Apply(slot, new TransportationEvent.FormsOfControlSet { Forms = command.Forms, At = asked.Now, By = asked.By });
        return null;
    }

    public static Refusal? Decide(in CommandDecisions asked, Command.SetDeviationLimit command)
    {
        if (asked.Live(command.Transportation, out var slot) is { } refusal) return refusal;
        if (slot.State!.Mode != TransportMode.Road) return Refusal.RoadOnly;
        if (command.Kilometres is < 1 or > DistanceMaxKilometres) return Refusal.DistanceOutOfRange;
        if (!IsAuthority(asked, command.Authority)) return Refusal.UnknownOffice;
        asked.Apply(slot, new TransportationEvent.DeviationLimitSet
        {
            LimitMetres = command.Kilometres * MetresPerKilometre,
            Authority = command.Authority,
            At = asked.Now,
            By = asked.By,
        });
        return null;
    }

    /// <summary>A customs office or another controlling body that is valid today.</summary>
    public static bool IsAuthority(in CommandDecisions asked, string? key) => key is not null
        && (asked.State.Registries.Find(RegistryKind.Office, key, asked.Day) is not null || IsBody(asked, key));

    /// <summary>Whether an authority acts for another: it is that one, or an office above it. Where none is named, any may.</summary>
    public static bool IsFor(in CommandDecisions asked, string authority, string? office) => office is null || authority == office
        || OfficeTree.IsAtOrBelow(asked.State.Registries, office, authority, asked.Day);

    /// <summary>Whether an authority acts for an office of the transportation, or is the controlling body that decided on its
    /// seal.</summary>
    public static bool IsTheirs(in CommandDecisions asked, Transportation state, string authority, string? office) =>
        IsFor(asked, authority, office) || (state.Papers.Order?.Authority == authority && IsBody(asked, authority));

    /// <summary>Whether a member state has a customs office of that code today (ACT-016).</summary>
    public static bool IsOfficeCode(in CommandDecisions asked, string code) => OfficeOf(asked, code, null) is not null;

    /// <summary>Key of the customs office of that code today; null where no member state has one.</summary>
    /// <param name="asked">What is decided on.</param>
    /// <param name="code">The state's own code or that of the Union's classifier.</param>
    /// <param name="expected">The office that is meant where several have the code.</param>
    public static string? OfficeOf(in CommandDecisions asked, string code, string? expected)
    {
        var registries = asked.State.Registries;
        string? found = null;
        foreach (var state in registries.States.All)
        {
            foreach (var office in registries.FindOffices(state.Alpha2, code, asked.Day))
            {
                if (office.Key == expected) return expected;
                found ??= office.Key;
            }
        }

        return found;
    }

    private static bool IsBody(in CommandDecisions asked, string authority) =>
        asked.State.Registries.Find(RegistryKind.ControllingBody, authority, asked.Day) is not null;

    /// <summary>The beginning is permitted at departure, the end where the carrier arrives, a replacement by the authority of the place;
    /// a controlling body permits what it decided on.</summary>
    private static Refusal? NotTheirs(in CommandDecisions asked, Transportation state, Command.Permit command)
    {
        if (command.Kind == PermissionKind.Replacement) return null;
        var (papers, isAtDeparture) = (state.Papers, command.Kind == PermissionKind.Activation);
        var office = isAtDeparture ? papers.Application?.DepartureOffice : papers.ArrivalOffice ?? papers.Application?.DestinationOffice;
        return IsTheirs(asked, state, command.Authority, office) ? null : isAtDeparture ? Refusal.NotOfDeparture : Refusal.NotOfDestination;
    }

    private static Refusal? WrongStep(Transportation state, PermissionKind kind) => kind switch
    {
        PermissionKind.Activation when state.Phase == TransportationPhase.Draft => Refusal.NotConfirmed,
        PermissionKind.Activation => null,
        PermissionKind.Deactivation or PermissionKind.Replacement when state.IsTracked => null,
        PermissionKind.Deactivation or PermissionKind.Replacement => Refusal.NotUnderTracking,
        _ => Refusal.NotPermitted,
    };

    /// <summary>Whether nothing is left that the permission allows. One that still waits for a seal can be taken back for it; what was
    /// done by it stays done.</summary>
    private static bool IsUsed(Transportation state, PermissionKind kind) => kind switch
    {
        PermissionKind.Activation => state.WasActivated && !(state.IsTracked && AwaitsSeal(state)),
        PermissionKind.Deactivation => !state.IsTracked,
        _ => false,
    };

    private static bool AwaitsSeal(Transportation state)
    {
        if (state.Seals.Any(seal => seal.Stage == SealStage.Affixed)) return true;
        var closed = state.Seals.Where(seal => seal.ActivatedAt is not null).Select(seal => seal.Compartment).Distinct().Count();
        return closed < (state.Papers.Application?.SealsPlanned ?? 1);
    }
}
