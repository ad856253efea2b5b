using System.Text;

namespace NavSeal.Devices.Eseal;

/// <summary>Says in words what messages of eSeal hold, field by field with units: for golden frames, support and people who check
/// evidence. Text of the device is shown in ASCII with everything else escaped.</summary>
public static class EsealExplain
{
    private static readonly (int Field, string Name, string Unit)[] numbers =
    [
        (EsealMessage.Course, "course", " degrees"), (EsealMessage.Speed, "speed", " km/h"), (EsealMessage.Door, "door", ""),
        (EsealMessage.Acceleration, "acceleration", ""), (EsealMessage.Card, "card", ""), (EsealMessage.Battery, "battery", " V"),
        (EsealMessage.Radio, "mobile network", " dBm"), (EsealMessage.Interval, "interval", ""),
    ];

    /// <summary>Explains bytes: messages, and what is none, in their order.</summary>
    public static string Of(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        while (!bytes.IsEmpty)
        {
            switch (EsealFraming.TryCut(bytes, EsealFraming.MessageLengthMax, out var message, out var consumed))
            {
                case Cut.NeedMore:
                    text.Line(0, $"{bytes.Length} bytes that wait for the end of their message");
                    return text.ToString();
                case Cut.Corrupt:
                    text.Line(0, $"{consumed} bytes of noise: {ExplainText.Words(bytes[..consumed])}");
                    break;
                case Cut.Whole when !message.IsEmpty:
                    Message(text, EsealMessage.Read(message));
                    break;
                default:
                    break;
            }

            bytes = bytes[consumed..];
        }

        return text.ToString();
    }

    private static void Message(StringBuilder text, scoped in EsealMessage message)
    {
        if (message.Kind == EsealKind.Damaged)
        {
            text.Line(0, $"{message.Text.Length} bytes refused, {EsealWords.Damaged}: {ExplainText.Words(message.Text)}");
            return;
        }

        text.Line(0, $"{ExplainText.Plain(message[EsealMessage.Type])}, {NameOf(message)}, {message.Text.Length} bytes");
        text.Line(1, $"device {ExplainText.Plain(message[EsealMessage.Device])}");
        text.Line(1, $"customer {ExplainText.Words(message[EsealMessage.Customer])}");
        text.Line(1, $"firmware {ExplainText.Words(message[EsealMessage.Firmware])}");
        if (message.Kind == EsealKind.Report) Report(text, message);
        else if (message.Count > EsealMessage.Index + 1)
            text.Line(1, $"says {ExplainText.Words(message.BehindType[1..^EsealFraming.End.Length])}");
    }

    private static void Report(StringBuilder text, scoped in EsealMessage report)
    {
        text.Line(1, $"index {ExplainText.Plain(report[EsealMessage.Index])}");
        if (EsealClock.TryRead(report[EsealMessage.Date], report[EsealMessage.Time], out var at))
            text.Line(1, $"measured at {at.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}");
        else text.Line(1, $"measured at an impossible time");
        var validity = report[EsealMessage.Validity] is [(byte)'A'] ? "valid" : "not valid";
        if (report[EsealMessage.Place].IsEmpty) text.Line(1, $"at no place");
        else if (EsealPlace.Read(report[EsealMessage.Place]) is { } place)
            text.Line(1, $"at {place.Latitude:0.000000}, {place.Longitude:0.000000} degrees, {validity}");
        else text.Line(1, $"at an impossible place");
        foreach (var (field, name, unit) in numbers)
        {
            if (!report[field].IsEmpty) text.Line(1, $"{name} {ExplainText.Plain(report[field])}{unit}");
        }
    }

    private static string NameOf(scoped in EsealMessage message) => message.SentFor switch
    {
        EsealType.Startup => "switched on",
        EsealType.Normal => "report of its period",
        EsealType.ButtonNormal => "report by its button",
        EsealType.Termination => "about to be switched off",
        EsealType.Door => "the door contact changed",
        EsealType.Shock => "it was struck",
        EsealType.Drop => "it fell",
        EsealType.Lock => "the lock changed",
        EsealType.RemoteUnlock => "it was unlocked from afar",
        _ when message.Kind == EsealKind.Report => "report of a type not known",
        _ when message[EsealMessage.Type].SequenceEqual(EsealCommands.Unlock) => "command to open",
        _ when message[EsealMessage.Type].SequenceEqual(EsealCommands.UnlockReply) => "has read the command to open",
        _ => "kept as it is",
    };
}
