using System.Globalization;
using NavSeal.Model.Commands;
using NavSeal.Model.Transportations;
using NavSeal.Workplaces.Views.Transportations;
using static NavSeal.Workplaces.Acts.ActField;

namespace NavSeal.Workplaces.Acts;

/// <summary>The one table of acts: API, forms and buttons come from it.</summary>
public static class ActTable
{
    private const int PeriodMin = 10, PeriodMax = 86_400, SituationMax = 100_000, LimitMax = 1000, HoldMax = 100_000;

    private static readonly ActField Situation = Whole("situation", 1, SituationMax);

    /// <summary>The clocks of the office of destination that an officer begins and ends himself.</summary>
    private static readonly ActField ClockOfControl = Choice<ObligationKind>("clock") with { Only = ["releaseGoods", "yellowCorridor"] };

    private static readonly ActField[] Representative =
    [
        Choice<RepresentativeRole>("representativeRole") with { Proposed = at => IsRepresentative(at) ? "employee" : null },
        Text("employeeNumber"), Text("representativeName", at => IsRepresentative(at) ? at.Visitor.DisplayName() : null),
    ];

    /// <summary>Under electronic customs escort seals come on and off in the customs control zone (Order 407, 8 and 14).</summary>
    private static readonly ActField Place =
        Choice<PlaceKind>("placeKind") with { Proposed = at => at.Row.Life.IsEscort ? "customsControlZone" : null };

    private static readonly ActField[] Affixing =
    [
        Whole("compartment", 1, Application.SealsMax) with { Proposed = _ => "1" }, Place,
        Office("place", DepartureOf), .. Representative, new ActField("insteadOf", FieldKind.Seal).Optional,
    ];

    private static readonly ActField[] Demand =
    [
        new("seals", FieldKind.Seals), Text("declaration", at => at.Row.Life.Application?.Declaration?.Number), Vehicle("vehicle"),
        Text("officeCode", at => at.Offers.DestinationOf(at.Row)?["code"]) with { Offered = Offered.OfficeCodes },
        Text("officeName", at => at.Offers.DestinationOf(at.Row)?["name_ru"]), new("transitUntil", FieldKind.Instant),
        Text("route", at => at.Row.Life.Application?.Route),
    ];

    /// <summary>All acts, in the order of a life.</summary>
    public static IReadOnlyList<Act> All { get; } =
    [
        .. OfPapers(), .. OfDecisions(), .. OfSeals(), .. OnTheWay(), .. OfArrival(), .. OfSituations(), .. OfDossiers(),
    ];

    /// <summary>The act of a name; null where there is none.</summary>
    public static Act? Find(string? name) => All.FirstOrDefault(act => act.Name == name);

    private static IEnumerable<Act> OfPapers() =>
    [
        new("confirm", Rights.Confirm, [Text("contract", at => at.Offers.ContractFor(at.Row)) with { Offered = Offered.Contracts }],
            a => new Command.Confirm(a.Number, a.Values.Text("contract"))),
        new("cancel", Rights.Apply, [Said("why")], a => new Command.Cancel(a.Number, a.Values.Text("why"))),
        new("attach-document", Rights.Attach,
            [
                Text("documentKind") with { Offered = Offered.DocumentKinds }, Text("documentNumber"),
                new ActField("day", FieldKind.Day).Optional, Text("issuer").Optional,
                (new ActField("sha256", FieldKind.Hash) { IsKept = true }).Optional, Whole("sizeBytes", 0, int.MaxValue).Optional,
            ],
            a => new Command.AttachDocument(a.Number, DocumentOf(a))),
    ];

    private static IEnumerable<Act> OfDecisions() =>
    [
        new("order-seal", Rights.Order,
            [Authority(DepartureOf), Choice<OrderGround>("ground"), Text("head", HeadOf), Text("riskProfile").Optional],
            a => new Command.OrderSeal(a.Number, new SealOrder
            {
                Authority = a.Values.Text("authority"),
                Ground = a.Values.Choice<OrderGround>("ground"),
                Head = a.Values.Text("head"),
                RiskProfile = a.Values.TextOrNull("riskProfile"),
            })),
        new("demand-activation", Rights.Demand, Demand, a => new Command.DemandActivation(a.Number, DemandOf(a))),
        new("correct-demand", Rights.Demand, [.. Demand, Said("why")],
            a => new Command.CorrectDemand(a.Number, DemandOf(a), a.Values.Text("why"))),
        new("permit", Rights.Permit, [Choice<PermissionKind>("permission"), Authority(DepartureOf)],
            a => new Command.Permit(a.Number, a.Values.Choice<PermissionKind>("permission"), a.Values.Text("authority"), SignatureOf(a)))
        {
            IsSigned = true,
        },
        new("take-back", Rights.Permit, [Choice<PermissionKind>("permission"), Authority(GiverOf), Said("why")],
            a => new Command.TakeBack(a.Number, a.Values.Choice<PermissionKind>("permission"), a.Values.Text("why"), SignatureOf(a))
            {
                Authority = a.Values.Text("authority"),
            })
        {
            IsSigned = true,
        },
        new("set-forms-of-control", Rights.Control, [Said("forms")],
            a => new Command.SetFormsOfControl(a.Number, a.Values.Text("forms"))),
        new("set-deviation-limit", Rights.Control, [Whole("kilometres", 1, LimitMax), Authority(DepartureOf)],
            a => new Command.SetDeviationLimit(a.Number, a.Values.Whole("kilometres"), a.Values.Text("authority"))),
    ];

    private static IEnumerable<Act> OfSeals() =>
    [
        new("affix", Rights.Affix, [FreeSeal(), .. Affixing], a => new Command.Affix(a.Number, AffixingOf(a))),
        new("record-operator-answer", Rights.Track, [Seal() with { Proposed = AffixedIn }, Truth("isPositive")],
            a => new Command.RecordOperatorAnswer(a.Number, a.Values.Seal(), a.Values.Truth("isPositive"))),
        new("activate", Rights.Track,
            [
                Seal() with { Proposed = AffixedIn }, Whole("movingPeriodSeconds", PeriodMin, PeriodMax).Optional,
                Whole("standingPeriodSeconds", PeriodMin, PeriodMax).Optional, new ActField("registerReadBack", FieldKind.Hash).Optional,
            ],
            a => new Command.Activate
            {
                Transportation = a.Number,
                Seal = a.Values.Seal(),
                MovingPeriod = a.Values.Seconds("movingPeriodSeconds"),
                StandingPeriod = a.Values.Seconds("standingPeriodSeconds"),
                RegisterReadBack = a.Values.TextOrNull("registerReadBack"),
            }),
        new("verify-signal", Rights.Control, [Seal()], a => new Command.VerifySignal(a.Number, a.Values.Seal())),
    ];

    private static IEnumerable<Act> OnTheWay() =>
    [
        new("remove-en-route", Rights.Affix,
            [
                Seal().Optional, Reason("removal"), Text("removalPlace"), Text("officeCode").Optional,
                .. Representative.Select(field => field.Optional), Text("removalAct").Optional,
            ],
            a => new Command.RemoveEnRoute(a.Number, a.Values.SealOrNull(), a.Values.Text("reason"), RemovalOf(a))),
        new("reapply", Rights.Affix, [Seal().Optional], a => new Command.Reapply(a.Number, a.Values.SealOrNull())),
        new("replace", Rights.Affix,
            [Seal("former"), Reason("replacement"), FreeSeal(), .. Affixing],
            a => new Command.Replace(a.Number, a.Values.Seal("former"), a.Values.Text("reason"), AffixingOf(a))),
        new("change-vehicle", Rights.Track,
            [Vehicle("formerVehicle"), Text("vehicle"), Choice<VehicleKind>("vehicleKind"), Text("country").Optional, Said("why")],
            a => new Command.ChangeVehicle(a.Number, a.Values.Text("formerVehicle"), new Vehicle(
                a.Values.Text("vehicle"), a.Values.Choice<VehicleKind>("vehicleKind"), a.Values.TextOrNull("country")),
                a.Values.Text("why")))
        {
            IsOfOne = true,
        },
        new("record-special-device", Rights.OpenSeal,
            [Seal(), Truth("opens"), Text("device"), Text("officer"), new ActField("usedAt", FieldKind.Instant).Optional],
            a => new Command.RecordSpecialDevice(a.Number, a.Values.Seal(), new SpecialDeviceUse
            {
                Opens = a.Values.Truth("opens"),
                Device = a.Values.Text("device"),
                Officer = a.Values.Text("officer"),
                UsedAt = a.Values.InstantOrNull("usedAt"),
            })),
        new("establish-removal", Rights.Affix,
            [Seal(), new ActField("removedAt", FieldKind.Instant).Optional, Said("finding")],
            a => new Command.EstablishRemoval(
                a.Number, a.Values.Seal(), a.Values.InstantOrNull("removedAt"), a.Values.Text("finding"))),
        new("terminate", Rights.Control, [Authority(DestinationOf), Said("why")],
            a => new Command.Terminate(a.Number, a.Values.Text("authority"), a.Values.Text("why"))),
    ];

    private static IEnumerable<Act> OfDossiers() =>
    [
        new("hold", Rights.Control, [Authority(DestinationOf), Said("holdGround")],
            a => new Command.Hold(a.Number, a.Values.Text("authority"), a.Values.Text("holdGround"))),
        new("release-hold", Rights.Control,
            [Whole("hold", 1, HoldMax) with { Proposed = HoldOf }, Authority(HolderOf), Said("why")],
            a => new Command.ReleaseHold(a.Number, a.Values.Whole("hold"), a.Values.Text("authority"), a.Values.Text("why"))),
        new("erase-dossier", Rights.Retain, [], a => new Command.EraseDossier(a.Number)),
    ];

    private static IEnumerable<Act> OfArrival() =>
    [
        new("record-arrival", Rights.Arrive, [Office("office", DestinationOf), Text("zone")],
            a => new Command.RecordArrival(a.Number, a.Values.Text("office"), a.Values.Text("zone"))),
        new("register-documents", Rights.Control, [Text("registration")],
            a => new Command.RegisterDocuments(a.Number, a.Values.Text("registration"))),
        new("record-inspection", Rights.Control,
            [
                Truth("isAtDeparture") with { Proposed = at => at.Row.WasActivated ? "false" : "true" }, Text("inspectionAct"),
                Truth("sealsIntact"), Truth("tracesOfAccess"), Truth("signsOfMismatch"), Authority(DestinationOf, "office"),
            ],
            a => new Command.RecordInspection(a.Number, InspectionOf(a), a.Values.Text("office"))),
        new("begin-control", Rights.Control, [ClockOfControl], a => new Command.BeginControl(a.Number, ClockOf(a))),
        new("end-control", Rights.Control, [ClockOfControl], a => new Command.EndControl(a.Number, ClockOf(a))),
        new("demand-deactivation", Rights.Demand,
            [Seal(), Text("declaration", at => at.Row.Life.Demand?.Declaration), Vehicle("vehicle")],
            a => new Command.DemandDeactivation(
                a.Number, new DeactivationDemand(a.Values.Seal(), a.Values.Text("declaration"), a.Values.Text("vehicle")))),
        new("deactivate", Rights.Track, [Seal().Optional], a => new Command.Deactivate(a.Number, a.Values.SealOrNull())),
        new("take-off", Rights.Affix, [Seal(), Place, Office("place", DestinationOf)],
            a => new Command.TakeOff(a.Number, a.Values.Seal(), a.Values.Choice<PlaceKind>("placeKind"), a.Values.Text("place"))),
        new("hand-over", Rights.Affix, [Seal(), .. Representative],
            a => new Command.HandOver(a.Number, a.Values.Seal(), RepresentativeOf(a.Values))),
        new("erase", Rights.Track, [Seal()], a => new Command.Erase(a.Number, a.Values.Seal())),
        new("complete", Rights.Complete, [Choice<Completion>("completion")],
            a => new Command.Complete(a.Number, a.Values.Choice<Completion>("completion")) { IsByOperator = !a.IsOfAuthority }),
        new("lift-high-risk", Rights.Control, [Said("why")], a => new Command.LiftHighRisk(a.Number, a.Values.Text("why"))),
    ];

    private static IEnumerable<Act> OfSituations() =>
    [
        new("notify-offices", Rights.Command, [Situation], a => new Command.NotifyOffices(a.Number, a.Values.Whole("situation"))),
        new("record-measures", Rights.Control, [Situation, Authority(DestinationOf), Said("measures")],
            a => new Command.RecordMeasures(
                a.Number, a.Values.Whole("situation"), a.Values.Text("authority"), a.Values.Text("measures"))),
        new("close-situation", Rights.Command, [Situation, Reason("case_result"), Said("why")],
            a => new Command.CloseSituation(a.Number, a.Values.Whole("situation"), a.Values.Text("reason"), a.Values.Text("why"))),
        new("withdraw-situation", Rights.Withdraw, [Situation, Said("why")],
            a => new Command.WithdrawSituation(a.Number, a.Values.Whole("situation"), a.Values.Text("why"), SignatureOf(a)))
        {
            IsSigned = true,
        },
    ];

    private static ActField Vehicle(string name) => Text(name, at => at.Row.Particulars?.Vehicle) with { Offered = Offered.Vehicles };

    private static string? DepartureOf(ActSetting at) => at.Row.Particulars?.DepartureOffice;

    private static string? DestinationOf(ActSetting at) => at.Row.Life.ArrivalOffice ?? at.Row.Particulars?.DestinationOffice;

    private static string? HeadOf(ActSetting at) => at.Visitor.IsInRole(Roles.HeadOfOffice) ? at.Visitor.DisplayName() : null;

    private static bool IsRepresentative(ActSetting at) => at.Visitor.IsInRole(Roles.Representative);

    private static string? AffixedIn(ActSetting at) =>
        at.Row.Life.Seals.FirstOrDefault(part => part.Stage == SealStage.Affixed)?.Seal.Text ?? at.Row.Seal.Text;

    private static string? GiverOf(ActSetting at) => at.Row.Life.Permissions.Values.FirstOrDefault();

    private static string? HolderOf(ActSetting at) => at.Row.Life.Holds is [var first, ..] ? first.Authority : null;

    private static string? HoldOf(ActSetting at) =>
        at.Row.Life.Holds is [var first, ..] ? first.Hold.ToString(CultureInfo.InvariantCulture) : null;

    private static ObligationKind ClockOf(ActAsked asked) => asked.Values.Choice<ObligationKind>("clock");

    private static PersonSignature SignatureOf(ActAsked asked) => asked.Values.Signature
        ?? throw new InvalidOperationException("An act that is signed was made without its signature.");

    private static Representative RepresentativeOf(ActValues values) => new(
        values.Choice<RepresentativeRole>("representativeRole"), values.Text("employeeNumber"), values.Text("representativeName"));

    private static Affixing AffixingOf(ActAsked asked) => new()
    {
        Seal = asked.Values.Seal(),
        Compartment = asked.Values.Whole("compartment"),
        PlaceKind = asked.Values.Choice<PlaceKind>("placeKind"),
        Place = asked.Values.Text("place"),
        Representative = RepresentativeOf(asked.Values),
        InsteadOf = asked.Values.SealOrNull("insteadOf"),
    };

    private static ActivationDemand DemandOf(ActAsked asked) => new()
    {
        Seals = asked.Values.Seals("seals"),
        Declaration = asked.Values.Text("declaration"),
        Vehicle = asked.Values.Text("vehicle"),
        OfficeCode = asked.Values.Text("officeCode"),
        OfficeName = asked.Values.Text("officeName"),
        TransitUntil = asked.Values.Instant("transitUntil"),
        Route = asked.Values.Text("route"),
    };

    private static RemovalRecord RemovalOf(ActAsked asked) => new()
    {
        Place = asked.Values.Text("removalPlace"),
        OfficeCode = asked.Values.TextOrNull("officeCode"),
        Representative = asked.Values.TextOrNull("employeeNumber") is null || asked.Values.TextOrNull("representativeName") is null
            || asked.Values.TextOrNull("representativeRole") is null
                ? null
                : RepresentativeOf(asked.Values),
        Act = asked.Values.TextOrNull("removalAct"),
    };

    private static Inspection InspectionOf(ActAsked asked) => new()
    {
        IsAtDeparture = asked.Values.Truth("isAtDeparture"),
        Act = asked.Values.Text("inspectionAct"),
        SealsIntact = asked.Values.Truth("sealsIntact"),
        TracesOfAccess = asked.Values.Truth("tracesOfAccess"),
        SignsOfMismatch = asked.Values.Truth("signsOfMismatch"),
    };

    private static AccompanyingDocument DocumentOf(ActAsked asked) => new()
    {
        // The act itself tells the document apart: handed in twice it is the same one.
        Id = asked.Id,
        Kind = asked.Values.Text("documentKind"),
        Number = asked.Values.Text("documentNumber"),
        Day = asked.Values.TextOrNull("day"),
        Issuer = asked.Values.TextOrNull("issuer"),
        Sha256 = asked.Values.TextOrNull("sha256"),
        IsFromAuthority = asked.IsOfAuthority,
        SizeBytes = asked.Values.TextOrNull("sizeBytes") is null ? 0 : asked.Values.Whole("sizeBytes"),
    };
}
