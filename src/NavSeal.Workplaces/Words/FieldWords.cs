using System.Globalization;
using Microsoft.Extensions.Localization;
using NavSeal.Model.Commands;
using NavSeal.Model.Observations;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Model.Units;
using NavSeal.Workplaces.Layout;
using NavSeal.Workplaces.Texts;
using NavSeal.Workplaces.Views.Situations;
using NavSeal.Workplaces.Views.Transportations;

namespace NavSeal.Workplaces.Words;

/// <summary>Says the things of the field to one reader: in the reader's language and zone, at one instant.</summary>
public sealed partial class FieldWords(IStringLocalizer<WordsTexts> texts, Reader reader, DateTimeOffset now, Gazetteer places)
{
    private const string Dash = "–";
    private static readonly string[] AgeKeys =
        ["Age_Now", "Age_Seconds", "Age_Minutes", "Age_Hours", "Age_Days", "Left_Minutes", "Left_Over"];

    private static readonly TimeSpan NowMax = TimeSpan.FromSeconds(5);

    /// <summary>The instant at which the words are true.</summary>
    public DateTimeOffset Now { get; } = now;

    /// <summary>How many seconds pass on the operator's clock in one of the reader's; more than 1 in fast demonstrations.</summary>
    public int Rate { get; init; } = 1;

    /// <summary>The short name of a situation.</summary>
    public string Situation(NonRoutineKind kind) => texts[$"Situation_{kind}"];

    /// <summary>The name as the law has it.</summary>
    public string Official(NonRoutineKind kind) => texts[$"Official_{kind}"];

    /// <summary>The code that stands behind the name, never without it.</summary>
    public static string Code(NonRoutineKind kind) => kind switch
    {
        NonRoutineKind.KzSilence => "KZ-SILENCE",
        NonRoutineKind.KzRemoval => "KZ-REMOVAL",
        NonRoutineKind.KzDeviation => "KZ-DEVIATION",
        _ => ((int)kind).ToString("00", CultureInfo.InvariantCulture),
    };

    public string Severity(Severity severity) => texts[$"Severity_{severity}"];

    /// <summary>That something of a severity is open.</summary>
    public string Worst(Severity severity) => texts[$"Worst_{severity}"];

    /// <summary>A protocol as its makers call it.</summary>
    public static string Protocol(DeviceProtocol protocol) => protocol switch
    {
        DeviceProtocol.Egts => "EGTS",
        DeviceProtocol.WialonIps => "Wialon IPS",
        DeviceProtocol.Jointech => "Jointech JT701",
        DeviceProtocol.Jt808 => "JT/T 808",
        DeviceProtocol.Teltonika => "Teltonika",
        DeviceProtocol.Eseal => "eSeal",
        _ => protocol.ToString(),
    };

    /// <summary>The shape of a severity; null: nothing is open.</summary>
    public static string Mark(Severity? severity) => severity switch
    {
        Views.Situations.Severity.Critical => "▲",
        Views.Situations.Severity.High => "◆",
        Views.Situations.Severity.Medium => "■",
        _ => "●",
    };

    /// <summary>The class that gives a severity its colour.</summary>
    public static string Class(Severity? severity) => severity switch
    {
        Views.Situations.Severity.Critical => "critical",
        Views.Situations.Severity.High => "high",
        Views.Situations.Severity.Medium => "medium",
        _ => "well",
    };

    public string Element(SealingElementState? state) => state is { } known ? texts[$"Element_{known}"] : texts["Unknown"];

    public string Case(CaseState? state) => state is { } known ? texts[$"Case_{known}"] : texts["Unknown"];

    public string Unknown => texts["Unknown"];

    public string Regimes(TrackingRegimes regimes) => string.Join(
        "; ",
        new[] { TrackingRegimes.Union, TrackingRegimes.KzElectronicCustomsEscort }
            .Where(one => regimes.HasFlag(one)).Select(one => texts[$"Regime_{one}"].Value));

    public string Mode(TransportMode mode) => texts[$"Mode_{mode}"];

    public string Status(TransportationStatus status) => texts[$"Status_{status}"];

    /// <summary>Why something was not done, and what to do.</summary>
    public string Refusal(Refusal reason) => texts[$"Refusal_{reason}"];

    /// <summary>The reader's time of day; with the date where it is another day.</summary>
    public string Time(DateTimeOffset? at) => Time(at, "HH:mm");

    /// <summary>The same to the second, for who compares one message with the next.</summary>
    public string TimeToSecond(DateTimeOffset? at) => Time(at, "HH:mm:ss");

    /// <summary>The same instant in UTC, for who has to compare.</summary>
    public static string Utc(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>An instant as programs read it, for attributes.</summary>
    public static string Machine(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>How long ago, in the largest unit that fits.</summary>
    public string Age(DateTimeOffset? at) => at is not { } known ? texts["Never"] : (Now - known) switch
    {
        var age when age < NowMax => texts["Age_Now"],
        { TotalMinutes: < 2 } age => texts["Age_Seconds", (int)age.TotalSeconds],
        { TotalHours: < 2 } age => texts["Age_Minutes", (int)age.TotalMinutes],
        { TotalDays: < 2 } age => texts["Age_Hours", (int)age.TotalHours],
        var age => texts["Age_Days", (int)age.TotalDays],
    };

    /// <summary>How long is left of a clock, or by how much it has run out.</summary>
    public string Left(DateTimeOffset due) => due >= Now
        ? texts["Left_Minutes", (int)Math.Ceiling((due - Now).TotalMinutes)]
        : texts["Left_Over", (int)(Now - due).TotalMinutes];

    /// <summary>Where in words.</summary>
    public string Place(GeoPoint? point)
    {
        if (point is not { } known) return texts["Place_None"];
        if (places.Near(known) is not { } near) return Coordinates(known);
        var name = near.Place.NameIn(reader.Language);
        return near.Kilometres == 0
            ? texts["Place_At", name]
            : texts["Place_Off", near.Kilometres, texts[$"Direction_{near.Direction}"].Value, name];
    }

    /// <summary>Latitude and longitude, the same in every language.</summary>
    public static string Coordinates(GeoPoint point) =>
        string.Create(CultureInfo.InvariantCulture, $"{point.Latitude:0.00000}, {point.Longitude:0.00000}");

    /// <summary>Attributes from which the browser keeps ages and clocks true as the server would: its instant, how fast its clock runs,
    /// and its words.</summary>
    public Dictionary<string, object> AgeAttributes => new()
    {
        ["data-now"] = Now.ToUnixTimeMilliseconds(),
        ["data-rate"] = Rate,
        ["data-age-words"] = string.Join('|', AgeKeys.Select(key => texts[key].Value)),
    };

    private string Time(DateTimeOffset? at, string form)
    {
        if (at is not { } known) return Dash;
        var local = TimeZoneInfo.ConvertTime(known, reader.Zone);
        var isToday = local.Date == TimeZoneInfo.ConvertTime(Now, reader.Zone).Date;
        return local.ToString(isToday ? form : "dd.MM. " + form, CultureInfo.InvariantCulture);
    }
}
