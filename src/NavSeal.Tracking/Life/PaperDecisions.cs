using NavSeal.Model.Commands;
using NavSeal.Model.Registries;
using NavSeal.Model.Transportations;

namespace NavSeal.Tracking.Life;

/// <summary>Application, confirmation and papers.</summary>
internal static class PaperDecisions
{
    public static Refusal? Decide(in CommandDecisions asked, Command.Draft command)
    {
        var known = asked.State.Find(command.Transportation)?.State;
        if (known is { IsOver: true }) return Refusal.TransportationExists;
        if (known is { Phase: not TransportationPhase.Draft }) return Refusal.StepIsPast;
        if (ApplicationCheck.Draft(command.Application) is { } refusal) return refusal;
        var slot = asked.State.SlotOf(command.Transportation);
        asked.Apply(slot, new TransportationEvent.ApplicationDrafted
        {
            Application = WithOwnPapers(command.Application, known?.Papers.Application),
            At = asked.Now,
            By = asked.By,
        });
        return null;
    }

    public static Refusal? Decide(in CommandDecisions asked, Command.Confirm command)
    {
        if (asked.Live(command.Transportation, out var slot) is { } refusal) return refusal;
        if (slot.State!.Phase != TransportationPhase.Draft) return Refusal.StepIsPast;
        if (ApplicationCheck.Complete(asked, slot.State) is { } incomplete) return incomplete;
        var application = slot.State.Papers.Application!;
        if (!HasContract(asked, command.Contract, application)) return Refusal.NoContract;
        asked.Apply(slot, new TransportationEvent.TransportationConfirmed
        {
            Contract = command.Contract,
            Kind = application.IsUnion ? ApplicationCheck.KindOf(application) : null,
            TrackingOperator = application.States[0],
            Rules = asked.Rules.Version,
            At = asked.Now,
            By = asked.By,
        });
        return null;
    }

    public static Refusal? Decide(in CommandDecisions asked, Command.Cancel command)
    {
        if (asked.Live(command.Transportation, out var slot) is { } refusal) return refusal;
        if (slot.State!.WasActivated) return Refusal.AlreadyActivated;
        if (!Forms.IsText(command.Reason)) return Refusal.TextOutOfForm;
        ObligationBook.DropAll(asked.Changes, slot, asked.Now);
        asked.Apply(slot, new TransportationEvent.TransportationCancelled { Reason = command.Reason, At = asked.Now, By = asked.By });
        return null;
    }

    public static Refusal? Decide(in CommandDecisions asked, Command.AttachDocument command)
    {
        if (asked.Recordable(command.Transportation, out var slot) is { } refusal) return refusal;
        if (!ApplicationCheck.IsInForm(command.Document)) return Refusal.TextOutOfForm;
        if (slot.State!.Papers.Application is { } known && known.Documents.Length >= Application.DocumentsMax) return Refusal.ListTooLong;
        asked.Apply(slot, new TransportationEvent.DocumentAttached { Document = command.Document, At = asked.Now, By = asked.By });
        return null;
    }

    /// <summary>Whoever applies hands in papers of the own side; what an authority sent stays as it was sent (ACT-027).</summary>
    private static Application WithOwnPapers(Application application, Application? former)
    {
        var sent = former?.Documents.Where(document => document.IsFromAuthority).ToList() ?? [];
        var own = application.Documents.Where(document => sent.All(known => known.Id != document.Id))
            .Select(document => document with { IsFromAuthority = false });
        return application with { Documents = [.. own, .. sent] };
    }

    /// <summary>The contract holds today, and is that of somebody who answers for the transportation.</summary>
    private static bool HasContract(in CommandDecisions asked, string key, Application application) =>
        asked.State.Registries.Find(RegistryKind.Contract, key, asked.Day) is { } contract
        && (contract["organisation"] is var party)
        && (party == application.ServiceCustomer || party == application.Carrier || party == application.Declarant);
}
