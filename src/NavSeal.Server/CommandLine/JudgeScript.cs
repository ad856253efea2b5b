using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NavSeal.Model.Commands;
using NavSeal.Model.Registries;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Tracking;
using NavSeal.Tracking.Life;

namespace NavSeal.Server.CommandLine;

/// <summary>One script of <c>navseal judge</c>: one seal, one commit a step.</summary>
internal sealed class JudgeScript
{
    private const string Route = "scripted";

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly RegisteredSeal Seal = new()
    {
        Number = SealNumber.Parse("SCRIPTED"),
        Protocol = DeviceProtocol.Egts,
        Identity = new DeviceIdentity(IdentityKind.ObjectId, 1),
        Model = "scripted",
        Profile = new DeviceProfile { Name = "scripted", Protocol = DeviceProtocol.Egts },
        Operator = "KZ",
    };

    private readonly CommitDraft draft;
    private readonly JsonElement setup;
    private readonly List<(DateTimeOffset At, string Event, string? Code)> said = [];
    private readonly Dictionary<int, string> codes = [];
    private int activations;

    private JudgeScript(JsonElement setup, RulesTable rules)
    {
        this.setup = setup;
        var state = new TrackingState();
        ShortestLife.Lay(state.Registries, Seal.Model, RouteOf(setup));
        draft = new CommitDraft(state, rules);
        draft.Do(new Command.RegisterSeal(Seal), DateTimeOffset.UnixEpoch);
        draft.Adopt();
    }

    private TransportationNumber Transportation => new(new Guid(Math.Max(activations, 1), 0, 0, new byte[8]));

    /// <summary>The id of a case; null where it has none.</summary>
    public static string? IdOf(JsonElement root) =>
        root.ValueKind == JsonValueKind.Object && root.TryGetProperty("id", out var id) ? id.ToString() : null;

    /// <summary>Judges a case and writes the answer, one line of JSON.</summary>
    /// <exception cref="FormatException">The case is not in the form of the head of check-judge.py.</exception>
    public static string Judge(JsonElement root, RulesTable rules)
    {
        var script = new JudgeScript(Member(root, "setup"), rules);
        foreach (var step in Member(root, "script").EnumerateArray()) script.Take(step);
        return Line(writer =>
        {
            writer.WriteString("id", IdOf(root));
            writer.WriteStartArray("events");
            foreach (var (at, name, code) in script.said)
            {
                writer.WriteStartObject();
                writer.WriteString("at", at.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
                writer.WriteString("event", name);
                if (code is not null) writer.WriteString("code", code);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
        });
    }

    /// <summary>The answer to a case that cannot be judged.</summary>
    public static string Error(string? id, string message) => Line(writer =>
    {
        writer.WriteString("id", id);
        writer.WriteString("error", message);
    });

    private void Take(JsonElement step)
    {
        var at = JudgeReport.Instant(Member(step, "at"));
        if (step.TryGetProperty("observe", out var said)) draft.Observe(Seal.Number, JudgeReport.Of(said), new ReportOrigin(at, 0, 0));
        else Do(step, at);
        foreach (var change in draft.Subjects.SelectMany(subject => subject.Events)) Say(change);
        draft.Adopt();
    }

    private void Do(JsonElement step, DateTimeOffset at)
    {
        draft.PassTime(at);
        switch (Member(step, "do").GetString())
        {
            case "activate":
                Activate(at);
                break;
            case "deactivate":
                foreach (var part in ShortestLife.End(Transportation, Seal.Number).SkipLast(1)) draft.Do(part, at);
                if (Do(new Command.Deactivate(Transportation, Seal.Number), at) is not null) break;
                foreach (var part in ShortestLife.Return(Transportation, Seal.Number)) draft.Do(part, at);
                break;
            case "open-command":
                Noted(draft.Move(Seal.Number, opens: true, at), at);
                break;
            case "close-command":
                Noted(draft.Move(Seal.Number, opens: false, at), at);
                break;
            case "remove-en-route":
                Do(ShortestLife.Removal(Transportation, Member(step, "reason").GetString() ?? ""), at);
                break;
            case "reapply":
                Do(new Command.Reapply(Transportation, Seal.Number), at);
                break;
            case "pass":
                break;
            case var other:
                throw new FormatException($"'{other}' is no step.");
        }
    }

    private Refusal? Do(Command command, DateTimeOffset at) => Noted(draft.Do(command, at), at);

    private Refusal? Noted(Refusal? refusal, DateTimeOffset at)
    {
        if (refusal is { } reason) said.Add((at, "refused", reason.ToString()));
        return refusal;
    }

    /// <summary>A script knows of tracking alone: everything that has to come before it is done at the same instant.</summary>
    private void Activate(DateTimeOffset at)
    {
        var period = TimeSpan.FromSeconds(Member(setup, "reportPeriodSeconds").GetDouble());
        var life = new ShortestLife(new TransportationNumber(new Guid(activations + 1, 0, 0, new byte[8])), Seal.Number)
        {
            Regimes = Member(setup, "regimes").EnumerateArray()
                .Aggregate(TrackingRegimes.None, (all, name) => all | Regime(name.GetString())),
            Mode = Member(setup, "mode").GetString() switch
            {
                "road" => TransportMode.Road,
                "rail" => TransportMode.Rail,
                var other => throw new FormatException($"'{other}' is no mode."),
            },
            MovingPeriod = period,
            StandingPeriod = period,
            Route = Given(setup, "route") is null ? null : Route,
        };
        foreach (var part in life.Before(at)) draft.Do(part, at);
        if (Given(setup, "deviationLimitKm") is { } limit && life.Mode == TransportMode.Road)
            Do(new Command.SetDeviationLimit(life.Transportation, (int)Math.Round(limit.GetDouble()), ShortestLife.Office), at);
        if (Do(life.Activation, at) is null) activations++;
    }

    private static IEnumerable<RowEntry> RouteOf(JsonElement setup)
    {
        if (Given(setup, "route") is not { } route) return [];
        var points = route.EnumerateArray().Select(point => $"{point[0].GetRawText()},{point[1].GetRawText()}");
        var halfWidth = Given(setup, "corridorHalfWidthKm")?.GetDecimal().ToString(CultureInfo.InvariantCulture);
        return [ShortestLife.RouteRow(Route, string.Join(' ', points), halfWidth ?? "")];
    }

    private static JsonElement? Given(JsonElement element, string name) =>
        element.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;

    private static TrackingRegimes Regime(string? name) => name switch
    {
        "EAEU" => TrackingRegimes.Union,
        "KZ-ESCORT" => TrackingRegimes.KzElectronicCustomsEscort,
        _ => throw new FormatException($"'{name}' is no regime."),
    };

    private void Say(object change)
    {
        switch (change)
        {
            case TransportationEvent.SealActivated e:
                said.Add((e.At, "activated", null));
                codes.Clear();
                break;
            case TransportationEvent.SealDeactivated e:
                said.Add((e.At, "deactivated", null));
                break;
            case TransportationEvent.SealRemoved e:
                said.Add((e.At, "removed", e.Reason));
                break;
            case TransportationEvent.SealReapplied e:
                said.Add((e.At, "reapplied", null));
                break;
            case TransportationEvent.NonRoutineSituationOpened e:
                codes[e.Situation] = CodeOf(e.Kind);
                said.Add((e.OccurredAt, "opened", CodeOf(e.Kind)));
                break;
            case TransportationEvent.NonRoutineSituationEnded e:
                said.Add((e.At, "ended", codes.GetValueOrDefault(e.Situation)));
                break;
            default:
                break;
        }
    }

    private static string CodeOf(NonRoutineKind kind) => kind switch
    {
        NonRoutineKind.KzSilence => "KZ-SILENCE",
        NonRoutineKind.KzRemoval => "KZ-REMOVAL",
        NonRoutineKind.KzDeviation => "KZ-DEVIATION",
        _ => ((int)kind).ToString("00", CultureInfo.InvariantCulture),
    };

    internal static JsonElement Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member)
            ? member
            : throw new FormatException($"The member '{name}' is missing.");

    private static string Line(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, Plain))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
