using NavSeal.Model.Commands;
using NavSeal.Model.Observations;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Model.Units;
using NavSeal.Tracking;
using NavSeal.Tracking.Life;

namespace NavSeal.Tests.Stories.Life;

/// <summary>Something that may happen in a life: an act of a person, a report of a seal, or time.</summary>
/// <param name="Name">For the message that tells the way.</param>
/// <param name="Minutes">By which the clock goes on before it.</param>
/// <param name="Do">Takes it into a draft; null where it is done, else why not.</param>
internal sealed record Happening(string Name, int Minutes, Func<CommitDraft, DateTimeOffset, Refusal?> Do)
{
    /// <summary>What would change the state by each repetition happens once in a life, so that the states of a search are finite. Its
    /// place among those; null: as often as it is possible.</summary>
    public int? OnceAs { get; init; }
}

/// <summary>All that may happen to a transportation, with two seals at hand, and to a second one that wants the same seal.</summary>
internal static class Acts_of_a_life
{
    /// <summary>A transportation beside the one that is told.</summary>
    public static readonly TransportationNumber Other = new(new Guid(18, 0, 0, new byte[8]));

    /// <summary>The vehicle that is not changed on the way.</summary>
    private const string Trailer = "12ABC02";

    private static readonly SealNumber One = Way.Seal(1), Two = Way.Seal(2);

    /// <summary>The commands alone, by their names.</summary>
    public static readonly (string Name, Command Command)[] Commands =
        [.. Beginning(Way.Number), .. OfAuthority(Way.Number), .. OnTheWay(Way.Number), .. Beside(Way.Number), .. End(Way.Number)];

    /// <summary>The acts of the table of acts that are not among the commands, and why.</summary>
    public static readonly IReadOnlyDictionary<string, string> LeftOut = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["set-forms-of-control"] = "a text in the papers that no decision asks for",
        ["set-deviation-limit"] = "a limit for routes, and here no seal leaves its place: Route_stories",
        ["erase-dossier"] = "refused until years have passed, and nothing follows it: Retention_stories",
    };

    /// <summary>No decision asks for what these leave behind where the seals are those of the tracking operator, and they multiply the
    /// states of everything else: lives by chance alone try them.</summary>
    public static readonly IReadOnlySet<string> ByChanceAlone =
        new HashSet<string>(StringComparer.Ordinal) { "operator-answer", "operator-answer-no", "measures" };

    /// <summary>What stands beside the way multiplies the states too, so a search does one of these in a life; what takes it back is
    /// free.</summary>
    private static readonly HashSet<string> OneOf = new(StringComparer.Ordinal)
    {
        "hold", "establish-removal", "open-by-device", "begin-control", "close-situation", "lift-high-risk",
    };

    /// <summary>Commands, reports and time for one transportation.</summary>
    public static IReadOnlyList<Happening> All { get; } =
    [
        .. Commands.Where(act => !ByChanceAlone.Contains(act.Name)).Select(Of),
        new("opened", 1, Reports((One, SealingElementState.Open))) { OnceAs = 1 },
        new("closed-again", 1, Reports((One, SealingElementState.Closed))) { OnceAs = 2 },
        new("an-hour-of-reports", 60, Reports((One, SealingElementState.Closed), (Two, SealingElementState.Closed))) { OnceAs = 3 },
        new("a-day-of-silence", 24 * 60, (draft, now) =>
        {
            draft.PassTime(now);
            return null;
        }) { OnceAs = 4 },
    ];

    /// <summary>The commands of a life in which no authority decided anything.</summary>
    public static IReadOnlyList<Happening> Free { get; } = [.. NobodyDecided(Way.Number).Select(Of)];

    /// <summary>What another transportation does with the first seal.</summary>
    public static IReadOnlyList<Happening> OfTheOther { get; } =
        [.. NobodyDecided(Other).Select(act => Of(($"elsewhere-{act.Name}", act.Command)))];

    /// <summary>How somebody who wants to come to the end would try, the best first. Termination is not among it: nobody has to wait for
    /// an authority that takes the matter into its own hands.</summary>
    public static IReadOnlyList<Happening> Homeward { get; } =
    [
        .. OfThose(All, "complete", "complete-inspected", "cancel", "release-hold", "erase", "erase-other", "hand-over",
            "hand-over-other", "take-off", "take-off-other", "take-off-elsewhere", "take-off-other-elsewhere", "deactivate",
            "deactivate-other", "demand-end", "demand-end-other", "permit-end", "permit-end-elsewhere", "inspect", "inspect-elsewhere",
            "register", "arrive", "arrive-elsewhere"),
        .. OfThose(OfTheOther, "elsewhere-complete", "elsewhere-complete-inspected", "elsewhere-cancel", "elsewhere-erase",
            "elsewhere-hand-over", "elsewhere-take-off", "elsewhere-deactivate", "elsewhere-inspect", "elsewhere-register",
            "elsewhere-arrive"),
    ];

    /// <summary>What leads to tracking, the last step first.</summary>
    public static IReadOnlyList<Command> Outward { get; } = [.. new[]
    {
        "activate", "activate-other", "permit", "affix", "demand", "attach", "confirm", "draft",
    }.Select(name => Commands.Single(act => act.Name == name).Command)];

    private static IEnumerable<Happening> OfThose(IReadOnlyList<Happening> all, params string[] names) =>
        names.Select(name => all.Single(happening => happening.Name == name));

    private static Happening Of((string Name, Command Command) act) => new(act.Name, 0, (draft, now) => draft.Do(act.Command, now))
    {
        OnceAs = act.Name == "attach" ? 0 : OneOf.Contains(act.Name) ? 5 : null,
    };

    private static IEnumerable<(string Name, Command Command)> NobodyDecided(TransportationNumber number) =>
        Beginning(number).Concat(End(number)).Where(act => !IsAbout(act.Name, "other", "second", "swap", "demand", "elsewhere"));

    private static bool IsAbout(string name, params string[] words) =>
        words.Any(word => name.Contains(word, StringComparison.Ordinal));

    private static (string Name, Command Command)[] Beginning(TransportationNumber number) =>
    [
        ("draft", new Command.Draft(number, Way.Whole)),
        ("confirm", new Command.Confirm(number, Way.Contract)),
        ("cancel", new Command.Cancel(number, "no")),
        ("affix", new Command.Affix(number, Way.AffixedTo(One))),
        ("affix-second", new Command.Affix(number, Way.AffixedTo(Two, 2))),
        ("swap", new Command.Affix(number, Way.AffixedTo(Two) with { InsteadOf = One })),
        ("activate", new Command.Activate { Transportation = number, Seal = One }),
        ("activate-other", new Command.Activate { Transportation = number, Seal = Two }),
    ];

    private static (string Name, Command Command)[] OfAuthority(TransportationNumber number) =>
    [
        ("order-escort", new Command.OrderSeal(number, Way.Escort)),
        ("order-seal", new Command.OrderSeal(number, Way.Escort with { Ground = OrderGround.Agreement })),
        ("permit", new Command.Permit(number, PermissionKind.Activation, Way.Departure, Way.Signature)),
        ("take-back", new Command.TakeBack(number, PermissionKind.Activation, "no", Way.Signature) { Authority = Way.Departure }),
        ("permit-replacement", new Command.Permit(number, PermissionKind.Replacement, Way.Departure, Way.Signature)),
        ("take-back-replacement", new Command.TakeBack(number, PermissionKind.Replacement, "no", Way.Signature)
        {
            Authority = Way.Departure,
        }),
        ("permit-end", new Command.Permit(number, PermissionKind.Deactivation, Way.Destination, Way.Signature)),
        ("permit-end-elsewhere", new Command.Permit(number, PermissionKind.Deactivation, Way.Departure, Way.Signature)),
        ("take-back-end", new Command.TakeBack(number, PermissionKind.Deactivation, "no", Way.Signature)
        {
            Authority = Way.Destination,
        }),
        ("demand", new Command.DemandActivation(number, Way.Demand)),
        ("demand-both", new Command.DemandActivation(number, Way.Demand with { Seals = [One, Two] })),
        ("correct-seal", new Command.CorrectDemand(number, Way.Demand with { Seals = [Two] }, "another seal")),
        ("correct-office", new Command.CorrectDemand(number, Way.Demand with { OfficeCode = "57505", OfficeName = "Нур Жолы" }, "moved")),
        ("terminate", new Command.Terminate(number, Way.Departure, "seized")),
        ("attach", new Command.AttachDocument(
            number, Way.Document("TRANSIT_DECLARATION", Way.Paper, isFromAuthority: true))),
    ];

    private static (string Name, Command Command)[] OnTheWay(TransportationNumber number) =>
    [
        ("verify", new Command.VerifySignal(number, One)),
        ("verify-other", new Command.VerifySignal(number, Two)),
        ("remove", ShortestLife.Removal(number, "CUSTOMS_INSPECTION")),
        ("reapply", new Command.Reapply(number, null)),
        ("replace", new Command.Replace(number, One, "SEAL_FAULT", Way.AffixedTo(Two))),
        ("change-vehicle", new Command.ChangeVehicle(number, Way.Plate, new Vehicle("1", VehicleKind.Tractor, "KZ"), "broken")),
        ("notify", new Command.NotifyOffices(number, 1)),
        ("withdraw", new Command.WithdrawSituation(number, 1, "wrong", Way.Signature)),
    ];

    /// <summary>What stands beside the way: holds, findings, clocks of control and cases.</summary>
    private static (string Name, Command Command)[] Beside(TransportationNumber number) =>
    [
        ("hold", new Command.Hold(number, Way.Departure, "criminal case 26-551")),
        ("release-hold", new Command.ReleaseHold(number, 1, Way.Departure, "closed")),
        ("operator-answer", new Command.RecordOperatorAnswer(number, One, true)),
        ("operator-answer-no", new Command.RecordOperatorAnswer(number, One, false)),
        ("open-by-device", new Command.RecordSpecialDevice(number, One, new SpecialDeviceUse
        {
            Opens = true,
            Device = "SD-77",
            Officer = "Senior inspector Demo",
        })),
        ("establish-removal", new Command.EstablishRemoval(number, One, null, "found off")),
        ("begin-control", new Command.BeginControl(number, ObligationKind.ReleaseGoods)),
        ("end-control", new Command.EndControl(number, ObligationKind.ReleaseGoods)),
        ("measures", new Command.RecordMeasures(number, 1, Way.Departure, "a patrol was sent")),
        ("close-situation", new Command.CloseSituation(number, 1, "FALSE_ALARM", "the cable was loose")),
        ("lift-high-risk", new Command.LiftHighRisk(number, "nothing was found")),
    ];

    private static (string Name, Command Command)[] End(TransportationNumber number) =>
    [
        ("arrive", new Command.RecordArrival(number, Way.Destination, "zone 2")),
        ("arrive-elsewhere", new Command.RecordArrival(number, Way.Departure, "zone 1")),
        ("register", new Command.RegisterDocuments(number, "R-1")),
        ("inspect", new Command.RecordInspection(number, Way.Inspected, Way.Destination)),
        ("inspect-elsewhere", new Command.RecordInspection(number, Way.Inspected, Way.Departure)),
        ("find-traces", new Command.RecordInspection(number, Way.Inspected with { TracesOfAccess = true }, Way.Destination)),
        ("demand-end", new Command.DemandDeactivation(number, new DeactivationDemand(One, Way.Paper, Trailer))),
        ("demand-end-other", new Command.DemandDeactivation(number, new DeactivationDemand(Two, Way.Paper, Trailer))),
        ("deactivate", new Command.Deactivate(number, One)),
        ("deactivate-other", new Command.Deactivate(number, Two)),
        ("take-off", new Command.TakeOff(number, One, PlaceKind.CustomsControlZone, Way.Destination)),
        ("take-off-other", new Command.TakeOff(number, Two, PlaceKind.CustomsControlZone, Way.Destination)),
        ("take-off-elsewhere", new Command.TakeOff(number, One, PlaceKind.CustomsControlZone, Way.Departure)),
        ("take-off-other-elsewhere", new Command.TakeOff(number, Two, PlaceKind.CustomsControlZone, Way.Departure)),
        ("hand-over", new Command.HandOver(number, One, Way.Representative)),
        ("hand-over-other", new Command.HandOver(number, Two, Way.Representative)),
        ("erase", new Command.Erase(number, One)),
        ("erase-other", new Command.Erase(number, Two)),
        ("complete", new Command.Complete(number, Completion.Clean)),
        ("complete-inspected", new Command.Complete(number, Completion.AfterInspection)),
    ];

    private static Func<CommitDraft, DateTimeOffset, Refusal?> Reports(params (SealNumber Seal, SealingElementState Element)[] said) =>
        (draft, now) =>
        {
            draft.PassTime(now);
            foreach (var (seal, element) in said)
            {
                var key = (ulong)now.Ticks ^ (ulong)element ^ ((ulong)seal.Text[^1] << 8);
                draft.Observe(seal, Said(element, now, key), new ReportOrigin(now, 0, 0));
            }

            return null;
        };

    private static Observation Said(SealingElementState element, DateTimeOffset now, ulong key) => new()
    {
        MeasuredAt = now,
        ContentKey = key,
        SealingElement = element,
        Case = CaseState.Intact,
        BatteryLeft = new Percent(90),
        Fix = new Fix { At = GeoPoint.FromDegrees(44, 77), IsValid = true },
    };
}
