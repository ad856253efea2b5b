using System.Security.Claims;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Workplaces.Access;
using NavSeal.Workplaces.Views.Seals;
using NavSeal.Workplaces.Views.Situations;
using NavSeal.Workplaces.Views.Transportations;
using NavSeal.Workplaces.Words;

namespace NavSeal.Workplaces.Board;

/// <summary>What is chosen on the board.</summary>
/// <param name="Transportation">A transportation; null: a seal, or nothing.</param>
/// <param name="Seal">A seal, where no transportation is named.</param>
/// <param name="Situation">The situation within the transportation that is meant.</param>
public sealed record Selection(TransportationNumber? Transportation, SealNumber? Seal, int? Situation)
{
    /// <summary>Reads what an address says.</summary>
    public static Selection Of(string? transportation, string? seal, int? situation) => new(
        TransportationNumber.TryParse(transportation, out var number) ? number : null,
        SealNumber.TryParse(seal, out var sealNumber) ? sealNumber : null,
        situation);

    public bool IsEmpty => Transportation is null && Seal is null;
}

/// <summary>The card of a transportation, or of a seal that tracks none.</summary>
public sealed record BoardCard
{
    /// <summary>Most events of the time line on the card.</summary>
    public const int EventsMax = 100;

    public TransportationRow? Transportation { get; init; }

    public SealRow? Seal { get; init; }

    /// <summary>Open ones, worst first.</summary>
    public IReadOnlyList<SituationRow> Situations { get; init; } = [];

    /// <summary>Latest first.</summary>
    public IReadOnlyList<(TimelineRow Row, EventSentence Sentence)> Events { get; init; } = [];

    public NamedPlace? Departure { get; init; }

    public NamedPlace? Destination { get; init; }

    /// <summary>Share of the way that lies behind, in percent along the straight line; null where it cannot be told.</summary>
    public int? ProgressPercent { get; init; }

    /// <summary>Kilometres to the destination along the straight line.</summary>
    public int? KilometresToGo { get; init; }

    /// <summary>Reads it off the views; null where nothing of what was chosen is known.</summary>
    public static BoardCard? Read(BoardParts parts, ClaimsPrincipal visitor, Selection chosen, EventWords sentences)
    {
        var views = parts.Seen(visitor, Rights.Watch);
        var seal = chosen.Seal is { } number ? views.Seals.Find(number) : null;
        var transportation = (chosen.Transportation ?? seal?.Transportation) is { } tracked ? views.Transportations.Find(tracked) : null;
        if (transportation is null) return seal is null ? null : new BoardCard { Seal = seal };
        var departure = parts.Offices.Find(transportation.Particulars?.DepartureOffice);
        var destination = parts.Offices.Find(transportation.Particulars?.DestinationOffice);
        seal = views.Seals.Find(transportation.Seal);
        var (percent, toGo) = Way(departure, destination, seal);
        var redaction = Redaction.Of(visitor, transportation.Number, (parts.Views, parts.Sights));
        var open = new SituationFilter { Open = true, Transportation = transportation.Number };
        return new BoardCard
        {
            Transportation = transportation,
            Seal = seal,
            Situations = views.Situations.List(open, null, EventsMax).Items,
            Events = [.. sentences.Of(redaction.Apply(views.Transportations.Timeline(transportation.Number))).Reverse().Take(EventsMax)],
            Departure = departure,
            Destination = destination,
            Limits = parts.Limits.Of(transportation),
            ProgressPercent = percent,
            KilometresToGo = toGo,
        };
    }

    /// <summary>How far from its set route it may be, in metres, by the Agreement and under electronic customs escort.</summary>
    public (int? Union, int? Escort) Limits { get; init; }

    /// <summary>Whether the seal's position is too old to be called where it is: four of its reporting periods.</summary>
    public bool IsFixOld(DateTimeOffset now)
    {
        const int periodsMax = 4, untrackedPeriod = 1800;
        if (Seal?.FixMeasuredAt is not { } measured) return false;
        var period = Seal.IsMoving == false ? Transportation?.StandingPeriodSeconds : Transportation?.MovingPeriodSeconds;
        return now - measured > TimeSpan.FromSeconds((period ?? untrackedPeriod) * (double)periodsMax);
    }

    private static (int? Percent, int? ToGo) Way(NamedPlace? departure, NamedPlace? destination, SealRow? seal)
    {
        if (departure is null || destination is null || seal?.At is not { } at) return (null, null);
        var (behind, ahead) = (departure.At.MetresTo(at), destination.At.MetresTo(at));
        return ((int)(100 * behind / Math.Max(1, behind + ahead)), (int)Math.Round(ahead / 1000));
    }
}
