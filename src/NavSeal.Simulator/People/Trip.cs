using System.Globalization;
using NavSeal.Model.Seals;

namespace NavSeal.Simulator.People;

/// <summary>An office as the people of a demonstration know it.</summary>
/// <param name="Key">In the registry of offices.</param>
/// <param name="Country">ISO alpha-2.</param>
/// <param name="Code">By the classifier.</param>
/// <param name="Name">In Russian.</param>
public sealed record OfficeKnown(string Key, string Country, string Code, string Name);

/// <summary>Who orders and carries.</summary>
/// <param name="Key">In the registry of organisations.</param>
/// <param name="Contract">Key of its contract with the operator.</param>
public sealed record PartyKnown(string Key, string Contract);

/// <summary>One carriage that the people of a demonstration bring through its life.</summary>
public sealed record Trip
{
    public required SealNumber Seal { get; init; }

    public required PartyKnown Party { get; init; }

    public required bool IsRail { get; init; }

    /// <summary>Member states crossed, in the order of travel.</summary>
    public required IReadOnlyList<string> States { get; init; }

    public required OfficeKnown Departure { get; init; }

    public required OfficeKnown Destination { get; init; }

    /// <summary>Whether electronic customs escort is decided on.</summary>
    public required bool IsEscort { get; init; }

    public required string Route { get; init; }

    public required string Vehicle { get; init; }

    public required string GoodsCode { get; init; }

    /// <summary>Tells papers of one trip from those of another.</summary>
    public required int Serial { get; init; }

    public required DateTimeOffset BeginsAt { get; init; }

    public required TimeSpan MovingPeriod { get; init; }

    public required TimeSpan StandingPeriod { get; init; }

    /// <summary>Number of the transit declaration.</summary>
    public string Declaration => string.Create(
        CultureInfo.InvariantCulture, $"{Departure.Code}/{BeginsAt:ddMMyy}/{Serial % 10_000_000:0000000}");

    private bool IsUnion => States.Distinct().Count() > 1;

    /// <summary>What the carrier applies for.</summary>
    /// <param name="driver">Hash of the driver's protected contact; null while it is not kept.</param>
    public object Application(string? driver) => new
    {
        serviceCustomer = Party.Key,
        carrier = Party.Key,
        declarant = Party.Key,
        ground = "transit",
        mode = IsRail ? "rail" : "road",
        isUnion = IsUnion,
        states = States,
        beginsAtBorder = true,
        departureOffice = Departure.Key,
        destinationOffice = Destination.Key,
        route = Route,
        goods = new[] { new { code = GoodsCode } },
        documents = new[] { new { id = Paper(1), kind = IsRail ? "RAIL_CONSIGNMENT_NOTE" : "CMR", number = $"{Serial:00000000}" } },
        declaration = new { kind = "transitDeclaration", number = Declaration },
        vehicles = new[] { new { number = Vehicle, kind = IsRail ? "wagon" : "tractor", country = IsRail ? null : "KZ" } },
        driverDocument = driver,
        driverConsentAt = driver is null ? (DateTimeOffset?)null : BeginsAt,
        compartments = 1,
        sealsPlanned = 1,
    };

    /// <summary>Everything from the application to the officer's look at the signal; the signed ones are told apart.</summary>
    public IEnumerable<Step> Departing()
    {
        if (IsEscort)
        {
            yield return new Step("order-seal", ("authority", Departure.Key), ("ground", "electronicCustomsEscort"),
                ("head", "Demo head of office"), ("riskProfile", $"RP-{Serial % 100:00}"));
        }

        yield return new Step("confirm", ("contract", Party.Contract));
        if (IsEscort)
        {
            yield return new Step("attach-document", ("documentKind", "TRANSIT_DECLARATION"), ("documentNumber", Declaration));
            yield return new Step("demand-activation", ("seals", Seal.Text), ("declaration", Declaration), ("vehicle", Vehicle),
                ("officeCode", Destination.Code), ("officeName", Destination.Name), ("route", Route),
                ("transitUntil", BeginsAt.AddDays(5).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)));
            yield return new Step("permit", ("permission", "activation"), ("authority", Departure.Key)) { IsSigned = true };
        }

        yield return new Step("affix", ("seal", Seal.Text), ("compartment", "1"), ("placeKind", "customsControlZone"),
            ("place", Departure.Key), ("representativeRole", "employee"), ("employeeNumber", "D-001"),
            ("representativeName", "Demo representative"));
        if (States[0] != Home) yield return new Step("record-operator-answer", ("seal", Seal.Text), ("isPositive", "true"));
        yield return new Step("activate", ("seal", Seal.Text), ("movingPeriodSeconds", Seconds(MovingPeriod)),
            ("standingPeriodSeconds", Seconds(StandingPeriod)));
        if (IsEscort) yield return new Step("verify-signal", ("seal", Seal.Text)) { MayFail = true };
    }

    /// <summary>Everything from the arrival to the completion.</summary>
    public IEnumerable<Step> Arriving()
    {
        yield return new Step("record-arrival", ("office", Destination.Key), ("zone", "1"));
        yield return new Step("register-documents", ("registration", $"R-{Serial}"));
        yield return new Step("record-inspection", ("isAtDeparture", "false"), ("inspectionAct", $"260-{Serial}"), ("sealsIntact", "true"),
            ("tracesOfAccess", "false"), ("signsOfMismatch", "false"), ("office", Destination.Key));
        if (IsEscort)
            yield return new Step("demand-deactivation", ("seal", Seal.Text), ("declaration", Declaration), ("vehicle", Vehicle));
        yield return new Step("deactivate", ("seal", Seal.Text));
        yield return new Step("take-off", ("seal", Seal.Text), ("placeKind", "customsControlZone"), ("place", Destination.Key));
        yield return new Step("hand-over", ("seal", Seal.Text), ("representativeRole", "employee"), ("employeeNumber", "D-002"),
            ("representativeName", "Demo representative"));
        yield return new Step("erase", ("seal", Seal.Text));
        yield return new Step("complete", ("completion", "clean")) { MayFail = true };
        yield return new Step("complete", ("completion", "afterInspection")) { MayFail = true };
    }

    /// <summary>The state whose operator runs the demonstration.</summary>
    private const string Home = "KZ";

    private static string Seconds(TimeSpan period) => ((int)period.TotalSeconds).ToString(CultureInfo.InvariantCulture);

    private Guid Paper(byte place) => new(Serial, place, 0, new byte[8]);
}

/// <summary>One act of a life.</summary>
public sealed record Step
{
    public Step(string act, params ReadOnlySpan<(string Name, string Value)> values)
    {
        Act = act;
        var said = new Dictionary<string, string>();
        foreach (var (name, value) in values) said.Add(name, value);
        Values = said;
    }

    public string Act { get; }

    public IReadOnlyDictionary<string, string> Values { get; }

    /// <summary>Whether a person signs it.</summary>
    public bool IsSigned { get; init; }

    /// <summary>Whether the life goes on where it is refused.</summary>
    public bool MayFail { get; init; }
}
