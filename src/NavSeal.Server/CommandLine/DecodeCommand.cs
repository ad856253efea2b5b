using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NavSeal.Devices;
using NavSeal.Model.Observations;
using NavSeal.Model.Seals;
using NavSeal.Server.Registry;
using NavSeal.Server.Replay;

namespace NavSeal.Server.CommandLine;

/// <summary><c>navseal decode --protocol NAME</c>: reads frames as JSON Lines and says of each what the gateway would read in it and
/// answer.</summary>
internal static class DecodeCommand
{
    private static readonly JsonWriterOptions written = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create()
    {
        var protocol = new Option<string>("--protocol")
        {
            Description = $"The protocol of the frames: {Names}.",
            Required = true,
        };
        var explain = new Option<bool>("--explain") { Description = "Say it in words, field by field, instead." };
        var timeOffset = new Option<string>("--time-offset")
        {
            Description = "How far the clock of the devices is ahead of UTC where the frames do not say it, such as +08:00.",
            DefaultValueFactory = _ => "",
        };
        var command = new Command("decode", "Say what recorded frames (standard input, JSON Lines) hold, one JSON line each.")
        {
            protocol, explain, timeOffset,
        };
        command.SetAction(parsed => Run(
            parsed.GetRequiredValue(protocol), parsed.GetValue(explain), parsed.GetValue(timeOffset) ?? ""));
        return command;
    }

    private static string Names => string.Join(", ", DeviceProtocols.All.Select(protocol => protocol.Name));

    private static int Run(string name, bool explain, string timeOffset)
    {
        var protocol = DeviceProtocols.All.FirstOrDefault(protocol => protocol.Name == name.Replace('_', '-'));
        if (protocol is null)
        {
            Console.Error.WriteLine($"navseal: there is no protocol '{name}'. Known are: {Names}.");
            return 2;
        }

        if (TimeOffsets.Parse(timeOffset) is not { } offset)
        {
            Console.Error.WriteLine($"navseal: '{timeOffset}' is no offset such as +08:00.");
            return 2;
        }

        using var input = new StreamReader(Console.OpenStandardInput(), Encoding.UTF8);
        using var output = new StreamWriter(Console.OpenStandardOutput(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        output.NewLine = "\n";
        if (explain) Explain(protocol, input, output);
        else Decode(protocol, (TimeProvider.System.GetUtcNow(), offset), input, output);
        return 0;
    }

    /// <summary>Explains every line of the input that is not blank, under its id.</summary>
    internal static void Explain(IDeviceProtocol protocol, TextReader input, TextWriter output)
    {
        while (input.ReadLine() is { } text)
        {
            if (string.IsNullOrWhiteSpace(text)) continue;
            var (id, bytes, wrong) = Read(protocol, text);
            output.WriteLine($"{id}:");
            output.WriteLine(wrong ?? protocol.Explain(bytes));
        }
    }

    /// <summary>Answers every line of the input that is not blank with one line.</summary>
    internal static void Decode(IDeviceProtocol protocol, DateTimeOffset now, TextReader input, TextWriter output) =>
        Decode(protocol, (now, TimeSpan.Zero), input, output);

    /// <summary>The same for devices whose clock shows another time.</summary>
    internal static void Decode(
        IDeviceProtocol protocol, (DateTimeOffset Now, TimeSpan Offset) clock, TextReader input, TextWriter output)
    {
        var batch = new IntakeBatch(notesPlaces: true);
        var line = new MemoryStream();
        while (input.ReadLine() is { } text)
        {
            if (string.IsNullOrWhiteSpace(text)) continue;
            line.SetLength(0);
            using (var json = new Utf8JsonWriter(line, written)) Answer(protocol, clock, batch, (text, json));
            output.WriteLine(Encoding.UTF8.GetString(line.GetBuffer(), 0, (int)line.Length));
        }
    }

    private static void Answer(
        IDeviceProtocol protocol, (DateTimeOffset Now, TimeSpan Offset) clock, IntakeBatch batch, (string Text, Utf8JsonWriter Json) line)
    {
        var (id, bytes, wrong) = Read(protocol, line.Text);
        batch.Clear();
        var directory = new OpenDirectory(protocol.Protocol, clock.Offset);
        var session = protocol.Resume(directory, directory.Anybody);
        var (result, reason) = wrong is not null ? ("rejected", wrong) : Take(session, bytes, clock.Now, batch);

        var json = line.Json;
        json.WriteStartObject();
        json.WriteString("id", id);
        json.WriteString("result", result);
        json.WriteString("reason", reason);
        json.WriteStartArray("observations");
        for (var report = 0; report < batch.Reports.Count; report++)
            Write(json, batch.Reports[report], batch.ImpossiblePlaces.Where(place => place.Report == report).ToArray());
        json.WriteEndArray();
        var replies = batch.Replies.Span;
        json.WriteString("replyHex", replies.IsEmpty ? null : Convert.ToHexStringLower(replies));
        json.WriteEndObject();
    }

    /// <summary>The way of the gateway: messages are cut off until the bytes are spent.</summary>
    private static (string, string?) Take(DeviceSession session, ReadOnlySpan<byte> bytes, DateTimeOffset now, IntakeBatch batch)
    {
        string? fault = null;
        if (bytes.IsEmpty) return ("incomplete", "no bytes");
        while (!bytes.IsEmpty)
        {
            var cut = session.Take(bytes, now, batch, out var consumed);
            if (cut == Cut.NeedMore && fault is null) return ("incomplete", $"{bytes.Length} bytes wait for their rest");
            if (cut == Cut.NeedMore) break;
            fault ??= session.Fault ?? (cut == Cut.Corrupt ? "no message" : null);
            bytes = bytes[consumed..];
        }

        return fault is null ? ("decoded", null) : ("rejected", fault);
    }

    private static (string? Id, byte[] Bytes, string? Wrong) Read(IDeviceProtocol protocol, string text)
    {
        string? id = null;
        try
        {
            using var document = JsonDocument.Parse(text);
            var row = document.RootElement;
            if (row.ValueKind != JsonValueKind.Object) return (null, [], "the line is no JSON object");
            id = Text(row, "id");
            if (Text(row, "frame_hex") is { } hex) return (id, Convert.FromHexString(hex), null);
            if (Text(row, "frame_text") is { } plain) return (id, RecordedText.Bytes(protocol, plain), null);
            return (id, [], "the line has neither frame_hex nor frame_text");
        }
        catch (JsonException e)
        {
            return (id, [], $"the line is no JSON: {e.Message}");
        }
        catch (FormatException e)
        {
            return (id, [], $"frame_hex is no hex: {e.Message}");
        }
        catch (InvalidOperationException e)
        {
            return (id, [], $"the line holds text that is no Unicode: {e.Message}");
        }
    }

    private static string? Text(JsonElement row, string name) =>
        row.TryGetProperty(name, out var value) ? value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText() : null;

    private static void Write(Utf8JsonWriter json, SealReport report, ImpossiblePlace[] impossible)
    {
        var observation = report.Observation;
        json.WriteStartObject();
        if (report.Seal.Identity.Kind != IdentityKind.None) json.WriteString("device", report.Seal.Identity.Value);
        json.WriteString("measuredAt", observation.MeasuredAt?.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        json.WriteBoolean("archive", observation.FromMemory);
        if (observation.Fix is { } fix) Write(json, fix, impossible);
        else json.WriteNull("fix");
        Write(json, "batteryPercent", observation.BatteryLeft?.Value);
        json.WriteString("sealingElement", observation.SealingElement switch
        {
            SealingElementState.Closed => "closed",
            SealingElementState.Open => "open",
            SealingElementState.Broken => "broken",
            _ => null,
        });
        json.WriteString("case", observation.Case switch { CaseState.Intact => "intact", CaseState.Breached => "breached", _ => null });
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Fix fix, ImpossiblePlace[] impossible)
    {
        json.WriteStartObject("fix");
        json.WriteBoolean("valid", fix.IsValid);
        var sent = impossible is [var numbers, ..] ? numbers : (ImpossiblePlace?)null;
        Write(json, "latitude", (fix.At?.LatitudeMicrodegrees ?? sent?.LatitudeMicrodegrees) / 1e6m);
        Write(json, "longitude", (fix.At?.LongitudeMicrodegrees ?? sent?.LongitudeMicrodegrees) / 1e6m);
        Write(json, "altitudeMetres", fix.AltitudeMetres);
        Write(json, "speedKmh", fix.SpeedTenthsKilometrePerHour is { } speed ? speed / 10m : null);
        Write(json, "courseDegrees", fix.CourseDegrees);
        Write(json, "satellites", fix.Satellites);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, decimal? value)
    {
        if (value is { } known) json.WriteNumber(name, known);
        else json.WriteNull(name);
    }

    /// <summary>Knows every identity, as a relay's seals: a recorded message is looked at whoever sent it.</summary>
    private sealed class OpenDirectory(DeviceProtocol protocol, TimeSpan offset) : ISealDirectory
    {
        private readonly DeviceProfile profile = new()
        {
            Name = "any",
            Protocol = protocol,
            TimeOffset = offset,
            MayReportUnauthorised = true,
            IsRelay = true,
            KeepsAnyClock = true,
        };

        /// <summary>Who speaks where a message names nobody.</summary>
        public RegisteredSeal Anybody => Registered(new DeviceIdentity(IdentityKind.None, 0));

        public bool TryFind(DeviceProtocol protocol, DeviceIdentity identity, out RegisteredSeal seal)
        {
            seal = Registered(identity);
            return true;
        }

        private RegisteredSeal Registered(DeviceIdentity identity) => new()
        {
            Number = SealNumber.Parse($"{(byte)identity.Kind}-{identity.Number}"),
            Protocol = protocol,
            Identity = identity,
            Model = "any",
            Profile = profile,
            Operator = "KZ",
        };
    }
}
