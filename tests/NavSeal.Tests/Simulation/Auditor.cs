using NavSeal.Journal;
using NavSeal.Model.Encoding;
using NavSeal.Model.Intake;
using NavSeal.Model.Observations;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;

namespace NavSeal.Tests.Simulation;

/// <summary>What a situation is known by.</summary>
internal readonly record struct Foretold(NonRoutineKind Kind, string Transportation, DateTimeOffset OccurredAt);

/// <summary>A second, naive implementation of what the law asks for: it is given reports, commands and stops of the intake in the order of
/// the journal, keeps all of them, and foretells situations. It shares no code with Tracking, and its numbers stand here.</summary>
internal sealed class Auditor
{
    private static readonly TimeSpan Horizon = TimeSpan.FromDays(30), AheadMax = TimeSpan.FromDays(1), KzSilence = TimeSpan.FromHours(3);
    private readonly Dictionary<string, AuditedSeal> seals = [];
    private readonly Dictionary<string, AuditedCarriage> carriages = [];
    private bool isDeaf;
    private DateTimeOffset resumedAt;

    /// <summary>The kinds that it foretells.</summary>
    public static IReadOnlySet<NonRoutineKind> Kinds { get; } = new HashSet<NonRoutineKind>
    {
        NonRoutineKind.SealingElementBroken,
        NonRoutineKind.CaseBroken,
        NonRoutineKind.LowBattery,
        NonRoutineKind.NoData,
        NonRoutineKind.KzSilence,
    };

    public List<Foretold> Situations { get; } = [];

    /// <summary>Takes in one commit: what came in, in the order in which it came; never a decision.</summary>
    public void Read(Commit commit)
    {
        var inputs = new List<(DateTimeOffset At, string Name, object Change)>();
        foreach (var entry in commit.Entries)
        {
            if (entry.Kind >= EntryKinds.ReservedMin) continue;
            foreach (var item in ContributionReader.Read(entry.Payload, withFrames: false))
            {
                var change = ((ContributionItem.Event)item).Change;
                if (InstantOf(change) is { } at) inputs.Add((at, entry.Subject.Name[(entry.Subject.Name.IndexOf('/') + 1)..], change));
            }
        }

        foreach (var (at, name, change) in inputs.OrderBy(input => input.At)) Take(name, change, at);
    }

    /// <summary>Nothing more comes before this instant.</summary>
    public void Finish(DateTimeOffset now)
    {
        foreach (var carriage in carriages.Values) PassTime(carriage, now);
    }

    private static DateTimeOffset? InstantOf(object change) => change switch
    {
        SealEvent.Observed e => e.ReceivedAt,
        SealEvent.OpeningCommanded e => e.At,
        SealEvent.RemovalBegan e => e.At,
        SealEvent.RemovalEnded e => e.At,
        TransportationEvent.SealActivated e => e.At,
        TransportationEvent.SealDeactivated e => e.At,
        IntakeEvent.IntakeStopped e => e.At,
        IntakeEvent.IntakeResumed e => e.At,
        _ => null,
    };

    private void Take(string name, object change, DateTimeOffset at)
    {
        switch (change)
        {
            case SealEvent.Observed e:
                Hear(SealOf(name), e.Observation, at);
                break;
            case SealEvent.OpeningCommanded e:
                SealOf(name).Openings.Add(new Span(at, e.Until));
                break;
            case SealEvent.RemovalBegan:
                SealOf(name).Removals.Add(new Span(at, DateTimeOffset.MaxValue));
                break;
            case SealEvent.RemovalEnded:
                SealOf(name).EndRemoval(at);
                break;
            case TransportationEvent.SealActivated e:
                carriages.Add(name, new AuditedCarriage(name, SealOf(e.Seal.Text), e));
                break;
            case TransportationEvent.SealDeactivated:
                PassTime(carriages[name], at);
                carriages[name].End(at);
                break;
            case IntakeEvent.IntakeStopped:
                Finish(at);
                isDeaf = true;
                break;
            case IntakeEvent.IntakeResumed:
                (isDeaf, resumedAt) = (false, at);
                break;
        }
    }

    private AuditedSeal SealOf(string number) => seals.TryGetValue(number, out var seal) ? seal : seals[number] = new AuditedSeal();

    private void Hear(AuditedSeal seal, Observation said, DateTimeOffset at)
    {
        var current = carriages.Values.FirstOrDefault(one => one.Seal == seal && one.Until is null);
        if (current is not null) PassTime(current, at);
        seal.LastHeardAt = at;
        if (current is not null) (current.IsSilent, current.IsKzSilent) = (false, false);
        if (said.MeasuredAt is not { } measuredAt || measuredAt - at > AheadMax || at - measuredAt > Horizon) return;
        seal.Insert(new AuditedReport(measuredAt, at, said));
        var holder = carriages.Values.LastOrDefault(one => one.Seal == seal && one.Held(measuredAt));
        if (holder is { IsUnion: true }) Judge(holder);
    }

    private static bool IsOpen(SealingElementState element) => element != SealingElementState.Closed;

    private void Judge(AuditedCarriage carriage)
    {
        Judge(carriage, NonRoutineKind.SealingElementBroken, said => said.SealingElement is { } state ? IsOpen(state) : null);
        Judge(carriage, NonRoutineKind.CaseBroken, said => said.Case is { } state ? state == CaseState.Breached : null);
        Judge(carriage, NonRoutineKind.LowBattery, said => said.BatteryLeft is { } left ? left.Value < 15 : null);
    }

    /// <summary>Each time a condition lasted has its one situation, at the report that showed it first when it was first known.</summary>
    private void Judge(AuditedCarriage carriage, NonRoutineKind kind, Func<Observation, bool?> shows)
    {
        foreach (var (first, last) in carriage.Times(shows))
        {
            if (kind == NonRoutineKind.SealingElementBroken && carriage.IsAllowed(first)) continue;
            var isKnown = Situations.Exists(known => known.Kind == kind && known.Transportation == carriage.Name
                && known.OccurredAt >= first && known.OccurredAt <= last);
            if (!isKnown) Situations.Add(new Foretold(kind, carriage.Name, first));
        }
    }

    private void PassTime(AuditedCarriage carriage, DateTimeOffset now)
    {
        if (isDeaf || carriage.Until is not null) return;
        var since = new[] { carriage.Seal.LastHeardAt, carriage.From, resumedAt }.Max();
        var silent = since + (2 * carriage.Period);
        if (carriage is { IsUnion: true, IsSilent: false } && silent < now)
        {
            carriage.IsSilent = true;
            Situations.Add(new Foretold(NonRoutineKind.NoData, carriage.Name, silent));
        }

        if (carriage is not { IsEscort: true, IsKzSilent: false } || since + KzSilence >= now) return;
        carriage.IsKzSilent = true;
        Situations.Add(new Foretold(NonRoutineKind.KzSilence, carriage.Name, since + KzSilence));
    }
}
