using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;
using NavSeal.Model.Commands;
using NavSeal.Model.Observations;
using NavSeal.Model.Units;
using NavSeal.Workplaces.Access;
using NavSeal.Workplaces.Board;
using NavSeal.Workplaces.Documents;
using NavSeal.Workplaces.Texts;
using NavSeal.Workplaces.Views;
using NavSeal.Workplaces.Views.Obligations;
using NavSeal.Workplaces.Views.Seals;
using NavSeal.Workplaces.Views.Situations;
using NavSeal.Workplaces.Views.Transportations;
using NavSeal.Workplaces.Words;

namespace NavSeal.Workplaces.Acts;

/// <summary>A form of an act as it was filled in.</summary>
public sealed record FormState
{
    /// <summary>Under which the act is handed in.</summary>
    public required Guid Id { get; init; }

    /// <summary>By field.</summary>
    public required IReadOnlyDictionary<string, string> Values { get; init; }

    public IReadOnlyList<FieldFault> Faults { get; init; } = [];

    public Refusal? Refused { get; init; }

    /// <summary>The text that is to be signed; null: nothing is yet.</summary>
    public string? Shown { get; init; }

    /// <summary>Whether it is only shown again for the signature.</summary>
    public bool IsShown => Shown is not null && Faults.Count == 0 && Refused is null;

    /// <summary>A new form: what the address names, else what the transportation proposes.</summary>
    public static FormState Of(Act act, ActSetting setting, IQueryCollection query, Guid id) => new()
    {
        Id = id,
        Values = act.Fields.ToDictionary(one => one.Name, one => query[one.Name].ToString() is { Length: > 0 } named
            ? named[..Math.Min(named.Length, one.LengthMax)]
            : one.Proposed?.Invoke(setting) ?? ""),
    };
}

/// <summary>The names of acts, fields and choices in the reader's language.</summary>
public sealed class ActNames(IStringLocalizer<ActTexts> texts, IStringLocalizer<WordsTexts> words)
{
    public string this[string key] => texts[key];

    public string Title(Act act) => texts[$"Act_{act.Name}"];

    public string Label(ActField one) => texts[$"Field_{one.Name}"];

    public string Fault(FieldFault fault) => texts[$"Fault_{fault.Fault}"];

    /// <summary>What is wrong with a field of an act, with the field's name before it.</summary>
    public string Fault(Act act, FieldFault fault) => act.Fields.FirstOrDefault(one => one.Name == fault.Field) is { } known
        ? $"{Label(known)}: {Fault(fault)}"
        : Fault(fault);

    /// <summary>The same for all, by field.</summary>
    public Dictionary<string, string> Errors(Act act, IEnumerable<FieldFault> faults) =>
        faults.ToDictionary(fault => fault.Field, fault => Fault(act, fault));

    public string Awaits(Awaited what) => texts[$"Awaits_{what}"];

    /// <summary>A choice by its word in the API.</summary>
    public string Choice(ActField one, string word) => one.Kind switch
    {
        FieldKind.Truth => texts[word == "true" ? "Yes" : "No"],
        FieldKind.Reason => words[$"Reason_{word}"] is { ResourceNotFound: false } known ? known.Value : word,
        _ => words[$"{one.Members!.Name}_{char.ToUpperInvariant(word[0])}{word[1..]}"],
    };
}

/// <summary>All that the card of a transportation shows.</summary>
public sealed record TransportationCard
{
    private const int RowsMax = 200;

    public required IReadOnlyList<(TimelineRow Row, EventSentence Sentence)> History { get; init; }

    /// <summary>Who did what is in the history, by its place.</summary>
    public required IReadOnlyList<SituationRow> Situations { get; init; }

    public required IReadOnlyList<ObligationRow> Clocks { get; init; }

    /// <summary>Whether the forms of control are for these eyes (REG-017).</summary>
    public required bool ShowsFormsOfControl { get; init; }

    /// <summary>Whether what is known of the driver is for these eyes (RET-008).</summary>
    public required bool ShowsDriver { get; init; }

    /// <summary>The driver's contact; null: none is known, or not for these eyes.</summary>
    public DriverContact? Driver { get; init; }

    public static TransportationCard Read(
        BoardParts parts, SeenViews seen, TransportationRow row, (ClaimsPrincipal Visitor, IServiceProvider Services) asked)
    {
        var reader = new Layout.Reader
        {
            Language = System.Globalization.CultureInfo.CurrentUICulture.TwoLetterISOLanguageName,
            Zone = asked.Visitor.Zone() is { } own && TimeZoneInfo.TryFindSystemTimeZoneById(own, out var zone) ? zone : parts.HomeZone,
            Theme = "",
            Visitor = asked.Visitor,
            Address = "",
            AntiforgeryToken = "",
        };
        var words = parts.WordsFor(reader, asked.Services);
        var redaction = Redaction.Of(asked.Visitor, row.Number, (parts.Views, parts.Sights));
        var rows = redaction.Apply(seen.Transportations.Timeline(row.Number));
        return new TransportationCard
        {
            History = [.. parts.EventsFor(words, asked.Services).Of(rows).Reverse()],
            Situations = seen.Situations.List(new SituationFilter { Transportation = row.Number }, null, RowsMax).Items,
            Clocks = seen.Obligations.List(
                new ObligationFilter { List = ClockList.All, Transportation = row.Number }, null, RowsMax).Items,
            ShowsFormsOfControl = redaction.ShowsFormsOfControl,
            ShowsDriver = redaction.ShowsDriver,
        };
    }
}

/// <summary>One line of the check of activation.</summary>
/// <param name="Name">Key of its name: Check_NAME.</param>
/// <param name="IsGood">Null: not known.</param>
/// <param name="Refused">What an activation would be refused for; the clause and the cure are said by it.</param>
public sealed record CheckLine(string Name, bool? IsGood, Refusal Refused);

/// <summary>The check of activation of one seal: each line by what the seal reported, and the verdict by the rules themselves.</summary>
public sealed record ActivationCheck
{
    public required SealPart Part { get; init; }

    public SealRow? Seal { get; init; }

    public required IReadOnlyList<CheckLine> Lines { get; init; }

    /// <summary>Why an activation would be refused now; null: it would not, or it is done.</summary>
    public Refusal? Refused { get; init; }

    public static async Task<IReadOnlyList<ActivationCheck>> ReadAsync(
        ActDesk desk, TransportationRow row, CancellationToken stop)
    {
        var checks = new List<ActivationCheck>();
        foreach (var part in row.Life.Seals.Where(one => one.Stage is SealStage.Affixed or SealStage.Active))
        {
            // A seal that is not active yet belongs to the transportation that one sees.
            var seal = desk.Views.Seals.Find(part.Seal);
            var refused = part.Stage == SealStage.Active
                ? null
                : await desk.Desk.Ask(new Command.Activate { Transportation = row.Number, Seal = part.Seal }, stop);
            checks.Add(new ActivationCheck
            {
                Part = part,
                Seal = seal,
                Lines = LinesOf(part, (seal, desk.ChargeMinOf()), row, refused),
                Refused = refused
            });
        }

        return checks;
    }

    private static List<CheckLine> LinesOf(
        SealPart part, (SealRow? Row, Percent ChargeMin) seal, TransportationRow row, Refusal? refused) =>
    [
        new("Element", seal.Row?.SealingElement is { } element ? element == SealingElementState.Closed : null, Refusal.ElementNotClosed),
        new("Charge", seal.Row?.BatteryLeft is { } left ? left.Value >= seal.ChargeMin.Value : null, Refusal.ChargeTooLow),
        new("Report", seal.Row?.HeardAt is null ? null : refused != Refusal.ReportTooOld, Refusal.ReportTooOld),
        new("Register", part.Stage == SealStage.Active || refused != Refusal.RegisterNotReadBack, Refusal.RegisterNotReadBack),
        new("Papers", row.Life.HasAuthorityPapers, Refusal.PapersNotFromAuthority),
        new("Permission", row.Life.MayActivate, Refusal.PermissionMissing),
    ];
}
