using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using NavSeal.Devices.Jointech;
using NavSeal.Model.Observations;
using NavSeal.Model.Seals;

namespace NavSeal.Devices.Jt808;

/// <summary>Says in words what bytes of JT/T 808 hold, field by field with units: for golden frames, support and people who check
/// evidence. Passwords and codes are masked; text of the device is shown in ASCII with everything else escaped. Times of locations stand
/// as the device's clock showed them, since whose clock it is the profile says.</summary>
public static class Jt808Explain
{
    private static readonly DeviceProfile anyClock = new() { Name = "plain", Protocol = DeviceProtocol.Jt808, KeepsAnyClock = true };

    private static readonly (uint Bit, string Words)[] statusWords =
    [
        (1u << 0, "ignition"), (1u << 1, "positioned"), (1u << 4, "out of service"), (1u << 5, "place encrypted"), (1u << 10, "fuel cut"),
        (1u << 11, "circuit cut"), (1u << 12, "door locked"),
    ];

    private static readonly (uint Bit, string Words)[] alarmWords =
    [
        (1u << 0, "SOS"), (1u << 1, "overspeed"), (1u << 4, "GNSS fault"), (1u << 5, "antenna cut"), (1u << 6, "antenna short"),
        (1u << 7, "main supply low"), (1u << 8, "main supply lost"), (1u << 23, "route deviation"), (1u << 29, "collision"),
        (1u << 31, "door opened"),
    ];

    /// <summary>Explains bytes: messages, damaged ones and what is no message, in their order.</summary>
    public static string Of(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        var assemblies = new Jt808Assemblies();
        Span<byte> plain = stackalloc byte[Jt808Message.LengthMax + 1];
        while (!bytes.IsEmpty)
        {
            var cut = Jt808Framing.Next(bytes);
            var consumed = cut.Consumed;
            switch (cut.Piece)
            {
                case Jt808Piece.Unfinished:
                    text.Line(0, $"{bytes.Length} bytes that wait for their rest");
                    return text.ToString();
                case Jt808Piece.Frame:
                    var fault = Jt808Message.Read(cut.Content, plain, out var message);
                    if (fault == Jt808Fault.None) Message(text, message, assemblies);
                    else text.Line(0, $"{--consumed} bytes, damaged: {Jt808Words.Of(fault)}");
                    break;
                case Jt808Piece.Text:
                    text.Line(0, $"sentence {Sentence(cut.Content)}");
                    break;
                case Jt808Piece.Noise:
                    text.Line(0, $"{consumed} bytes of noise");
                    break;
            }

            bytes = bytes[consumed..];
        }

        return text.ToString();
    }

    /// <summary>The instant that a device's clock showed.</summary>
    internal static string Shown(DateTimeOffset? at) =>
        at?.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) ?? "no such instant";

    private static string Sentence(ReadOnlySpan<byte> content)
    {
        var shown = content.ToArray();
        JointechSecrets.Hide(shown);
        return ExplainText.Words(shown);
    }

    private static void Message(StringBuilder text, in Jt808Message message, Jt808Assemblies assemblies)
    {
        text.Line(0, $"{(ushort)message.Id:X4} {NameOf(message.Id)} {message.Serial}, {message.Body.Length} bytes");
        text.Line(1, $"device {message.Address.Text}");
        if (message.Address.Version is { } version) text.Line(1, $"header of 2019, version {version}");
        if (message.IsSplit)
        {
            text.Line(1, $"part {message.Part} of {message.Parts}");
            if (message.Part == 0 || message.Part > message.Parts) return;
            if (assemblies.Add(message, message.Body, DateTimeOffset.UnixEpoch) is not { IsWhole: true } assembly) return;
            text.Line(1, $"whole, {assembly.Body.Length} bytes");
            Body(text, message.Whole(assembly.Body));
            return;
        }

        if (message.IsEncrypted) text.Line(1, $"encrypted");
        else Body(text, message);
    }

    private static void Body(StringBuilder text, in Jt808Message message)
    {
        var body = message.Body;
        switch (message.Id)
        {
            case Jt808MessageId.Location:
                Location(text, 1, body);
                break;
            case Jt808MessageId.LocationAnswer or Jt808MessageId.VehicleAnswer when body.Length > 2:
                text.Line(1, $"answers message {BinaryPrimitives.ReadUInt16BigEndian(body)}");
                Location(text, 1, body[2..]);
                break;
            case Jt808MessageId.Batch:
                Batch(text, body);
                break;
            case Jt808MessageId.JointechPosition or Jt808MessageId.JointechBlind:
                Jointech(text, message);
                break;
            case Jt808MessageId.DeviceAnswer or Jt808MessageId.PlatformAnswer when body.Length >= 5:
                var (serial, id) = (BinaryPrimitives.ReadUInt16BigEndian(body), BinaryPrimitives.ReadUInt16BigEndian(body[2..]));
                text.Line(1, $"answers message {serial} of kind {id:X4}, result {body[4]}");
                break;
            case Jt808MessageId.RegisterAnswer when body.Length >= 3:
                text.Line(1, $"answers message {BinaryPrimitives.ReadUInt16BigEndian(body)}, result {body[2]}, code not shown");
                break;
            case Jt808MessageId.SetParameters when !body.IsEmpty:
                Parameters(text, body[1..]);
                break;
            case Jt808MessageId.HuabaoSet when body is [1, Jt808Commands.HuabaoSeal, _, var isSealed, .. var user]:
                text.Line(1, $"{(isSealed == 0 ? "unseals" : "seals")} in the name of {ExplainText.Words(user)}");
                break;
            case Jt808MessageId.Authenticate:
                text.Line(1, $"code not shown");
                break;
            case Jt808MessageId.Register when body.Length >= 4:
                var (province, city) = (BinaryPrimitives.ReadUInt16BigEndian(body), BinaryPrimitives.ReadUInt16BigEndian(body[2..]));
                text.Line(1, $"province {province}, city {city}");
                text.Line(1, $"maker, model, number, plate {Convert.ToHexString(body[4..])}");
                break;
            default:
                if (!body.IsEmpty) text.Line(1, $"body {Convert.ToHexString(body)}");
                break;
        }
    }

    /// <summary>Number, length, value of each; a length that does not fit ends the list.</summary>
    private static void Parameters(StringBuilder text, ReadOnlySpan<byte> rest)
    {
        const int headLength = 5;
        while (rest.Length >= headLength && rest[headLength - 1] is var length && rest.Length >= headLength + length)
        {
            var parameter = BinaryPrimitives.ReadUInt32BigEndian(rest);
            var words = parameter switch
            {
                Jt808Commands.HeartbeatSeconds => "seconds between heartbeats",
                Jt808Commands.ReportSeconds => "seconds between reports",
                Jt808Commands.SleepReportSeconds => "seconds between reports while it sleeps",
                _ => null,
            };
            if (words is not null && length == sizeof(uint))
                text.Line(1, $"parameter {parameter:X4}, {words}: {BinaryPrimitives.ReadUInt32BigEndian(rest[headLength..])}");
            else text.Line(1, $"parameter {parameter:X4}: {length} bytes, not shown");
            rest = rest[(headLength + length)..];
        }

        if (!rest.IsEmpty) text.Line(1, $"refused: {Jt808Words.Of(Jt808Fault.Structure)}");
    }

    private static void Batch(StringBuilder text, ReadOnlySpan<byte> body)
    {
        var batch = new Jt808Batch(body);
        text.Line(1, $"{(batch.IsBacklog ? "from memory" : "as they came")}");
        for (var number = 1; batch.MoveNext(); number++)
        {
            text.Line(1, $"location {number}");
            Location(text, 2, batch.Current);
        }

        if (batch.IsWrong) text.Line(1, $"refused: {Jt808Words.Of(Jt808Fault.Structure)}");
    }

    private static void Location(StringBuilder text, int level, ReadOnlySpan<byte> body)
    {
        if (new Jt808Readings(anyClock).Read(body, fromMemory: false, default, out _) is not { } read)
        {
            text.Line(level, $"refused: {Jt808Words.Of(Jt808Fault.Structure)}");
            return;
        }

        text.Line(level, $"clock {Shown(Jt808Clock.Read(body[22..]))}");
        Bits(text, level, ("alarm", BinaryPrimitives.ReadUInt32BigEndian(body)), alarmWords);
        var status = BinaryPrimitives.ReadUInt32BigEndian(body[4..]);
        Bits(text, level, ("status", status), statusWords);
        Fix(text, level, (status & Jt808Readings.PlaceEncrypted) != 0 ? null : read.Fix);
        var items = new Jt808Items(body[Jt808Readings.LocationLength..]);
        while (items.MoveNext()) Item(text, level, items);
    }

    private static void Jointech(StringBuilder text, in Jt808Message message)
    {
        var isBlind = message.Id == Jt808MessageId.JointechBlind;
        if (Jt808JointechPosition.Read(message.Body, (isBlind, anyClock), default, out _) is not { } read)
        {
            text.Line(1, $"refused: {Jt808Words.Of(Jt808Fault.Structure)}");
            return;
        }

        text.Line(1, $"measured at {Shown(Jt808Clock.ReadDayFirst(message.Body))} UTC");
        Fix(text, 1, read.Fix);
        text.Line(1, $"mileage {read.OdometerHundredMetres / 10} km");
        text.Line(1, $"battery {(read.BatteryLeft is { } left ? $"{left.Value} %" : "being charged")}");
        if (read.SealingElement is { } element) text.Line(1, $"lock {(element == SealingElementState.Closed ? "closed" : "open")}");
        text.Line(1, $"alarm {BinaryPrimitives.ReadUInt16BigEndian(message.Body[33..]):X4}");
        var items = new Jt808Items(message.Body[Jt808JointechPosition.Length..]);
        while (items.MoveNext()) Item(text, 1, items);
    }

    private static void Fix(StringBuilder text, int level, Fix? fix)
    {
        if (fix is not { } known)
        {
            text.Line(level, $"place cannot be read");
            return;
        }

        var valid = known.IsValid ? "valid" : "not valid";
        if (known.At is { } at)
            text.Line(level, $"at {at.LatitudeMicrodegrees / 1e6m:F6}, {at.LongitudeMicrodegrees / 1e6m:F6} degrees, {valid}");
        else text.Line(level, $"no place on earth");
        if (known.AltitudeMetres is { } altitude) text.Line(level, $"altitude {altitude} m");
        if (known.SpeedTenthsKilometrePerHour is { } speed) text.Line(level, $"speed {speed / 10m:F1} km/h");
        if (known.CourseDegrees is { } course) text.Line(level, $"course {course} degrees");
    }

    private static void Bits(StringBuilder text, int level, (string Name, uint Value) word, (uint Bit, string Words)[] names)
    {
        var found = string.Join(", ", names.Where(name => (word.Value & name.Bit) != 0).Select(name => name.Words));
        text.Line(level, $"{word.Name} {word.Value:X8}{(found.Length == 0 ? "" : ": " + found)}");
    }

    private static void Item(StringBuilder text, int level, in Jt808Items item)
    {
        switch (item.Id)
        {
            case Jt808ItemId.Mileage when item.Number is { } tenths:
                text.Line(level, $"mileage {tenths / 10m:F1} km");
                break;
            case Jt808ItemId.Satellites when item.Number is { } satellites:
                text.Line(level, $"satellites {satellites}");
                break;
            case Jt808ItemId.Signal when item.Number is { } signal:
                text.Line(level, $"signal {signal}");
                break;
            case Jt808ItemId.LockEvent when !item.Value.IsEmpty:
                text.Line(level, $"lock event {item.Value[0]:X2}: {Jt808LockEvent.Read(item.Value).Words()}");
                break;
            case Jt808ItemId.HuabaoPassword:
                text.Line(level, $"item {item.Id:X2}: password {ExplainText.Masked}");
                break;
            case Jt808ItemId.Locks when Jt808Lock.Read(item.Value) is { } huabao:
                text.Line(level, $"lock: battery {huabao.BatteryPercent} %, status {huabao.Status:X4}");
                break;
            default:
                text.Line(level, $"item {item.Id:X2}: {Convert.ToHexString(item.Value)}");
                break;
        }
    }

    private static string NameOf(Jt808MessageId id) => id switch
    {
        Jt808MessageId.DeviceAnswer or Jt808MessageId.PlatformAnswer or Jt808MessageId.JointechAnswer => "answer",
        Jt808MessageId.Heartbeat => "heartbeat",
        Jt808MessageId.Logout => "logout",
        Jt808MessageId.AskTime or Jt808MessageId.AskClock => "question for the time",
        Jt808MessageId.Time or Jt808MessageId.Clock => "time",
        Jt808MessageId.Register => "registration",
        Jt808MessageId.RegisterAnswer => "answer to a registration",
        Jt808MessageId.Authenticate => "authentication",
        Jt808MessageId.Parameters => "parameters",
        Jt808MessageId.Location => "location",
        Jt808MessageId.LocationAnswer => "location as asked",
        Jt808MessageId.VehicleAnswer => "answer to a control",
        Jt808MessageId.Batch => "locations",
        Jt808MessageId.Media => "media",
        Jt808MessageId.SetParameters => "new parameters",
        Jt808MessageId.AskLocation => "question for the location",
        Jt808MessageId.HuabaoSet => "command to a Huabao lock",
        Jt808MessageId.JointechPosition => "Jointech position",
        Jt808MessageId.JointechBlind => "Jointech position without fix",
        _ => "message",
    };
}
