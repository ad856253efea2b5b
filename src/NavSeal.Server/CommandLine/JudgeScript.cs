using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NavSeal.Model.Commands;
using NavSeal.Model.Intake;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Tracking;

namespace NavSeal.Server.CommandLine;

/// <summary>One script of <c>navseal judge</c>: one seal, one commit a step.</summary>
internal sealed class JudgeScript
{
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
        draft = new CommitDraft(new TrackingState(), rules);
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
        var command = Member(step, "do").GetString() switch
        {
            "activate" => Activate(),
            "deactivate" => new Command.Deactivate(Transportation),
            "open-command" => new Command.OpenSeal(Seal.Number),
            "close-command" => new Command.CloseSeal(Seal.Number),
            "remove-en-route" => new Command.RemoveEnRoute(Transportation, Member(step, "reason").GetString() ?? ""),
            "reapply" => new Command.Reapply(Transportation),
            "pass" => (Command?)null,
            var other => throw new FormatException($"'{other}' is no step."),
        };
        draft.PassTime(at);
        if (command is not null && draft.Do(command, at) is { } refusal) said.Add((at, "refused", refusal.ToString()));
        else if (command is Command.Activate) activations++;
    }

    private Command.Activate Activate()
    {
        var period = TimeSpan.FromSeconds(Member(setup, "reportPeriodSeconds").GetDouble());
        return new Command.Activate
        {
            Transportation = new TransportationNumber(new Guid(activations + 1, 0, 0, new byte[8])),
            Seal = Seal.Number,
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
        };
    }

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
            case SealEvent or IntakeEvent:
                break;
            default:
                throw new System.Diagnostics.UnreachableException();
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
