using System.Text;

namespace NavSeal.Devices.Teltonika;

/// <summary>Says in words what messages of Teltonika hold, field by field with units: for golden frames, support and people who check
/// evidence. Items have the numbers of the maker; what they mean says the table of the model.</summary>
public static class TeltonikaExplain
{
    /// <summary>Explains bytes: messages of a stream and datagrams, and what is neither, in their order.</summary>
    public static string Of(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        while (!bytes.IsEmpty)
        {
            var result = TeltonikaFraming.TryCut(bytes, TeltonikaCarrier.Any, out var cut);
            if (result == Cut.NeedMore)
            {
                text.Line(0, $"{bytes.Length} bytes that wait for their rest");
                return text.ToString();
            }

            if (result == Cut.Whole) Message(text, cut);
            else if (cut.Kind == TeltonikaKind.Packet) text.Line(0, $"packet of {cut.Consumed} bytes, refused: {TeltonikaWords.Checksum}");
            else text.Line(0, $"{cut.Consumed} bytes, {TeltonikaWords.Noise}");
            bytes = bytes[cut.Consumed..];
        }

        return text.ToString();
    }

    private static void Message(StringBuilder text, scoped in TeltonikaCut cut)
    {
        switch (cut.Kind)
        {
            case TeltonikaKind.KeepAlive:
                text.Line(0, $"keep-alive");
                break;
            case TeltonikaKind.Login:
                text.Line(0, $"login of device {ExplainText.Plain(cut.Device)}");
                break;
            case TeltonikaKind.Datagram:
                var numbers = cut.Numbers;
                text.Line(0, $"datagram of {cut.Consumed} bytes, number {(numbers[0] << 8) | numbers[1]}, number of its data {numbers[3]}");
                text.Line(1, $"device {ExplainText.Plain(cut.Device)}");
                Data(text, cut.Data);
                break;
            default:
                text.Line(0, $"packet of {cut.Consumed} bytes");
                Data(text, cut.Data);
                break;
        }
    }

    private static void Data(StringBuilder text, ReadOnlySpan<byte> bytes)
    {
        var data = TeltonikaContent.Read(bytes);
        text.Line(1, $"codec {NameOf(data.Codec)}");
        if (data.Fault is { } fault)
        {
            text.Line(1, $"refused: {fault}");
            return;
        }

        if (data.Layout.IdBytes == 0)
        {
            Command(text, data.Codec, bytes);
            return;
        }

        var rest = data.Records;
        for (var number = 1; TeltonikaRecord.TryTake(ref rest, data.Layout, out var record); number++)
        {
            text.Line(1, $"record {number} of {data.Count}");
            Record(text, record);
        }
    }

    private static void Command(StringBuilder text, TeltonikaCodec codec, ReadOnlySpan<byte> bytes)
    {
        if (codec == TeltonikaCodec.Codec15 || !TeltonikaCommand.TryRead(bytes, out var command))
        {
            text.Line(1, $"bytes of a port, kept and not read: {Convert.ToHexString(bytes[1..^1])}");
            return;
        }

        text.Line(1, $"{TypeOf(command.Type)}, {bytes[1]} in the packet");
        if (!command.Device.IsEmpty) text.Line(1, $"device {Convert.ToHexString(command.Device)}");
        if (command.Seconds is { } seconds)
            text.Line(1, $"at {DateTimeOffset.FromUnixTimeSeconds(seconds).UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}");
        if (command.Type == TeltonikaCommand.Binary) text.Line(1, $"bytes {Convert.ToHexString(command.Text)}");
        else text.Line(1, $"text {ExplainText.Words(command.Text)}");
    }

    private static void Record(StringBuilder text, scoped in TeltonikaRecord record)
    {
        if (record.Milliseconds <= (ulong)DateTimeOffset.MaxValue.ToUnixTimeMilliseconds())
        {
            var at = DateTimeOffset.FromUnixTimeMilliseconds((long)record.Milliseconds).UtcDateTime;
            text.Line(2, $"measured at {at:yyyy-MM-dd'T'HH:mm:ss.FFF'Z'}");
        }
        else
        {
            text.Line(2, $"measured at an impossible time");
        }

        text.Line(2, $"priority {record.Priority}{record.Priority switch { 0 => " (low)", 1 => " (high)", 2 => " (panic)", _ => "" }}");
        if (TeltonikaReadings.Place(record.Latitude, record.Longitude) is { } place)
            text.Line(2, $"at {place.Latitude:0.000000}, {place.Longitude:0.000000} degrees");
        else text.Line(2, $"at an impossible place");
        text.Line(2, $"altitude {record.Altitude} m");
        text.Line(2, $"course {record.Course} degrees");
        text.Line(2, $"satellites {record.Satellites}{(record.Satellites == 0 ? ", so the place is not a fix" : "")}");
        text.Line(2, $"speed {record.Speed} km/h");
        if (record.Event == 0) text.Line(2, $"caused by no item");
        else text.Line(2, $"caused by item {record.Event}");
        if (record.Generation is { } generation) text.Line(2, $"generation type {generation}");
        Items(text, record.Items);
    }

    private static void Items(StringBuilder text, TeltonikaItems items)
    {
        while (items.MoveNext())
        {
            var value = items.Value;
            if (value.IsEmpty)
            {
                text.Line(2, $"item {items.Id}, empty");
                continue;
            }

            var width = value.Length == 1 ? "1 byte" : $"{value.Length} bytes";
            if (TeltonikaItems.NumberOf(value) is { } number) text.Line(2, $"item {items.Id}, {width}: {number}");
            else text.Line(2, $"item {items.Id}, {width}: 0x{Convert.ToHexString(value)}");
        }
    }

    private static string NameOf(TeltonikaCodec codec) => codec switch
    {
        TeltonikaCodec.Codec8 => "8",
        TeltonikaCodec.Codec8Extended => "8 Extended",
        TeltonikaCodec.Codec12 => "12",
        TeltonikaCodec.Codec13 => "13",
        TeltonikaCodec.Codec14 => "14",
        TeltonikaCodec.Codec15 => "15",
        TeltonikaCodec.Codec16 => "16",
        _ => $"0x{(byte)codec:X2}",
    };

    private static string TypeOf(byte type) => type switch
    {
        TeltonikaCommand.Command => "command",
        TeltonikaCommand.Reply => "reply to a command",
        TeltonikaCommand.Binary => "bytes of a port",
        TeltonikaCommand.Refused => "command refused, meant for another device",
        _ => $"message of type 0x{type:X2}",
    };
}
