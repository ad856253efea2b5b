using NavSeal.Model.Commands;
using NavSeal.Model.Transportations;

namespace NavSeal.Tracking.Life;

/// <summary>What people do about non-routine situations, also of a transportation that is over.</summary>
internal static class SituationDecisions
{
    public static Refusal? Decide(in CommandDecisions asked, Command.AcknowledgeSituation command)
    {
        if (Find(asked, command.Transportation, command.Situation, out var slot) is not { } situation) return Missing(slot);
        if (situation.IsAcknowledged) return Refusal.AlreadyAcknowledged;
        asked.Apply(slot, new TransportationEvent.SituationAcknowledged { Situation = situation.Number, By = asked.By, At = asked.Now });
        return null;
    }

    public static Refusal? Decide(in CommandDecisions asked, Command.ShelveSituation command)
    {
        if (Find(asked, command.Transportation, command.Situation, out var slot) is not { } situation) return Missing(slot);
        if (!situation.IsOpen) return Refusal.SituationEnded;
        if (command.Until <= asked.Now || command.Until > asked.Now + asked.Rules.ShelvingTimeMax) return Refusal.ShelvingTooLong;
        if (!Forms.IsText(command.Reason, Command.ShelvingReasonLengthMax)) return Refusal.TextOutOfForm;
        asked.Apply(slot, new TransportationEvent.SituationShelved
        {
            Situation = situation.Number,
            By = asked.By,
            At = asked.Now,
            Until = command.Until,
            Reason = command.Reason,
        });
        return null;
    }

    public static Refusal? Decide(in CommandDecisions asked, Command.NotifyOffices command)
    {
        if (Find(asked, command.Transportation, command.Situation, out var slot) is not { } situation) return Missing(slot);
        if (situation.IsNotified) return Refusal.AlreadyNotified;
        asked.Apply(slot, new TransportationEvent.OfficesNotified { Situation = situation.Number, At = asked.Now, By = asked.By });
        asked.Fulfil(slot, new Owing(ObligationKind.NotifyOffices, asked.Now) { Situation = situation.Number });
        if (slot.State!.Papers.Order is not null)
            asked.Owe(slot, new Owing(ObligationKind.AnswerOnSituation, asked.Now) { Situation = situation.Number });
        return null;
    }

    public static Refusal? Decide(in CommandDecisions asked, Command.RecordMeasures command)
    {
        if (Find(asked, command.Transportation, command.Situation, out var slot) is not { } situation) return Missing(slot);
        if (!AuthorityDecisions.IsAuthority(asked, command.Authority)) return Refusal.UnknownOffice;
        if (!Forms.IsText(command.Measures)) return Refusal.TextOutOfForm;
        asked.Apply(slot, new TransportationEvent.MeasuresRecorded
        {
            Situation = situation.Number,
            Authority = command.Authority,
            Measures = command.Measures,
            At = asked.Now,
            By = asked.By,
        });
        asked.Fulfil(slot, new Owing(ObligationKind.AnswerOnSituation, asked.Now) { Situation = situation.Number });
        return null;
    }

    public static Refusal? Decide(in CommandDecisions asked, Command.CloseSituation command)
    {
        if (Find(asked, command.Transportation, command.Situation, out var slot) is not { } situation) return Missing(slot);
        if (situation.IsClosed) return Refusal.SituationClosedAlready;
        if (!asked.Rules.Results.Contains(command.Result)) return Refusal.UnknownReason;
        if (!Forms.IsText(command.Text)) return Refusal.TextOutOfForm;
        asked.Apply(slot, new TransportationEvent.SituationClosed
        {
            Situation = situation.Number,
            Result = command.Result,
            Text = command.Text,
            At = asked.Now,
            By = asked.By,
        });
        return null;
    }

    public static Refusal? Decide(in CommandDecisions asked, Command.WithdrawSituation command)
    {
        if (Find(asked, command.Transportation, command.Situation, out var slot) is not { } situation) return Missing(slot);
        if (situation.IsWithdrawn) return Refusal.SituationClosedAlready;
        if (!Forms.IsText(command.Reason)) return Refusal.TextOutOfForm;
        if (!Forms.IsSigned(command.Signature)) return Refusal.SignatureMissing;
        asked.Apply(slot, new TransportationEvent.SituationWithdrawn
        {
            Situation = situation.Number,
            Reason = command.Reason,
            Signature = command.Signature,
            At = asked.Now,
            By = asked.By,
        });
        return null;
    }

    public static Refusal? Decide(in CommandDecisions asked, Command.LiftHighRisk command)
    {
        var slot = asked.State.Find(command.Transportation);
        if (slot?.State is not { } state) return Refusal.UnknownTransportation;
        if (!state.Papers.IsHighRisk) return Refusal.NotHighRisk;
        if (!Forms.IsText(command.Reason)) return Refusal.TextOutOfForm;
        asked.Apply(slot, new TransportationEvent.HighRiskLifted { Reason = command.Reason, At = asked.Now, By = asked.By });
        return null;
    }

    private static Refusal Missing(TransportationSlot? slot) =>
        slot?.State is null ? Refusal.UnknownTransportation : Refusal.UnknownSituation;

    private static Situation? Find(
        in CommandDecisions asked, TransportationNumber number, int situation, out TransportationSlot slot)
    {
        slot = asked.State.Find(number)!;
        if (slot?.State is not { } state) return null;
        foreach (var known in state.Situations)
            if (known.Number == situation) return known;
        return null;
    }
}
