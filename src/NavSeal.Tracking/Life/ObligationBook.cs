using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;

namespace NavSeal.Tracking.Life;

/// <summary>What begins to be owed.</summary>
/// <param name="Kind">What.</param>
/// <param name="BeganAt">From when its clock runs.</param>
internal readonly record struct Owing(ObligationKind Kind, DateTimeOffset BeganAt)
{
    /// <summary>The deadline where the case sets it; null: the rule's time after the beginning.</summary>
    public DateTimeOffset? DueAt { get; init; }

    public int? Situation { get; init; }

    public SealNumber? Seal { get; init; }

    /// <summary>When anybody could know of it; null: at its beginning.</summary>
    public DateTimeOffset? KnowableAt { get; init; }
}

/// <summary>Begins and ends the clocks of the law. All of them are one kind of thing: something is owed by somebody until an instant, and
/// an event fulfils it.</summary>
internal static class ObligationBook
{
    public static void Begin(DraftChanges changes, TransportationSlot slot, TrackingRules rules, in Owing owing)
    {
        var clock = rules.Clocks[owing.Kind];
        var dueAt = owing.DueAt ?? owing.BeganAt + clock.Time;
        changes.Apply(slot, new TransportationEvent.ObligationBegan
        {
            Obligation = slot.State!.LastObligation + 1,
            Kind = owing.Kind,
            BeganAt = owing.BeganAt,
            WarnAt = dueAt - clock.Warning < owing.BeganAt ? owing.BeganAt : dueAt - clock.Warning,
            DueAt = dueAt,
            Owes = DebtorOf(owing.Kind),
            Situation = owing.Situation,
            Seal = owing.Seal,
            CouldNotBeMet = owing.KnowableAt > dueAt,
        });
    }

    /// <summary>What was owed is done: by kind and, where named, situation and seal. Nothing where nothing was owed.</summary>
    public static void Fulfil(DraftChanges changes, TransportationSlot slot, in Owing done)
    {
        foreach (var one in slot.State!.Obligations)
        {
            if (!IsMeant(one, done)) continue;
            changes.Apply(slot, new TransportationEvent.ObligationFulfilled { Obligation = one.Number, At = done.BeganAt });
        }
    }

    /// <summary>What was owed is owed no more.</summary>
    public static void Drop(DraftChanges changes, TransportationSlot slot, in Owing gone)
    {
        foreach (var one in slot.State!.Obligations)
        {
            if (!IsMeant(one, gone)) continue;
            changes.Apply(slot, new TransportationEvent.ObligationDropped { Obligation = one.Number, At = gone.BeganAt });
        }
    }

    /// <summary>The transportation is over: nothing more is owed but notices and answers.</summary>
    public static void DropAll(DraftChanges changes, TransportationSlot slot, DateTimeOffset at)
    {
        foreach (var one in slot.State!.Obligations)
        {
            if (one.Kind is ObligationKind.NotifyOffices or ObligationKind.AnswerOnSituation) continue;
            changes.Apply(slot, new TransportationEvent.ObligationDropped { Obligation = one.Number, At = at });
        }
    }

    /// <summary>Who has to do it.</summary>
    public static Debtor DebtorOf(ObligationKind kind) => kind switch
    {
        ObligationKind.OrganiseEscort => Debtor.OfficeOfDeparture,
        ObligationKind.Deliver => Debtor.Carrier,
        ObligationKind.AnswerOnSituation or ObligationKind.RegisterArrival or ObligationKind.CompleteTransit
            or ObligationKind.ReleaseGoods or ObligationKind.YellowCorridor => Debtor.OfficeOfDestination,
        _ => Debtor.Operator,
    };

    private static bool IsMeant(in Obligation one, in Owing meant) => one.Kind == meant.Kind
        && (meant.Situation is null || one.Situation == meant.Situation) && (meant.Seal is null || one.Seal == meant.Seal);
}
