using System.Text.Json;
using NavSeal.Devices;
using NavSeal.Model.Seals;

namespace NavSeal.Server.Replay;

/// <summary>A recorded frame: its bytes and who it says it is from.</summary>
/// <param name="Id">Its name in the file.</param>
/// <param name="Protocol">The protocol.</param>
/// <param name="Bytes">As a device sent it.</param>
internal sealed record RecordedFrame(string Id, IDeviceProtocol Protocol, byte[] Bytes)
{
    /// <summary>The identities that it names, in order; empty where it names none.</summary>
    public IReadOnlyList<DeviceIdentity> Identities { get; init; } = [];

    /// <summary>Whether it begins a session: its device names itself and is let in.</summary>
    public bool BeginsSession { get; init; }

    /// <summary>Whether it is answered positively by itself.</summary>
    public bool IsTaken { get; init; }

    /// <summary>Whether it asks for an answer: a frame that does not is an answer itself.</summary>
    public bool AsksForAnswer { get; init; }
}

/// <summary>Reads files of recorded frames: JSON Lines with <c>id</c>, <c>protocol</c> and <c>frame_hex</c> or <c>frame_text</c>.</summary>
internal static class RecordedFrames
{
    /// <summary>Reads one line.</summary>
    /// <returns>The frame, or what is wrong with the line.</returns>
    public static (RecordedFrame? Frame, string? Wrong) Read(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            var id = Text(root, "id") ?? "without id";
            var name = Text(root, "protocol")?.Replace('_', '-');
            if (DeviceProtocols.All.FirstOrDefault(protocol => protocol.Name == name) is not { } protocol)
                return (null, $"{id}: the protocol '{name}' is not one of this program's");
            var bytes = Text(root, "frame_hex") is { } hex ? Convert.FromHexString(hex)
                : Text(root, "frame_text") is { } text ? RecordedText.Bytes(protocol, text) : [];
            return bytes.Length == 0
                ? (null, $"{id}: neither frame_hex nor frame_text")
                : (Examine(new RecordedFrame(id, protocol, bytes)), null);
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException)
        {
            return (null, $"not a recorded frame: {e.Message}");
        }
    }

    // The same session that the gateway runs tells whom a frame speaks for, by whom it looks up.
    private static RecordedFrame Examine(RecordedFrame frame)
    {
        var asked = new AskedDirectory(mayReportUnauthorised: true);
        var batch = new IntakeBatch();
        Take(frame.Protocol.Resume(asked, asked.Registered(frame.Protocol.Protocol, default)), frame, batch);
        var fresh = frame.Protocol.Open(new AskedDirectory(mayReportUnauthorised: false));
        Take(fresh, frame, new IntakeBatch());
        return frame with
        {
            Identities = asked.Asked,
            AsksForAnswer = !batch.Replies.IsEmpty,
            IsTaken = batch.Acknowledged > 0,
            BeginsSession = fresh is { Sender: not null, End: null },
        };
    }

    /// <summary>Lets a session take a frame, as far as it goes.</summary>
    public static void Take(DeviceSession session, RecordedFrame frame, IntakeBatch batch)
    {
        var rest = frame.Bytes.AsSpan();
        while (!rest.IsEmpty && session.Take(rest, DateTimeOffset.MaxValue.AddDays(-2), batch, out var consumed) != Cut.NeedMore)
            rest = rest[consumed..];
    }

    private static string? Text(JsonElement root, string name) => root.TryGetProperty(name, out var value) ? value.GetString() : null;
}

/// <summary>The bytes of a message that was recorded as text.</summary>
internal static class RecordedText
{
    /// <summary>The text with the end of a line that its protocol asks for and recordings leave out.</summary>
    public static byte[] Bytes(IDeviceProtocol protocol, string text)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(text);
        var end = protocol.LineEnd;
        return bytes.Length == 0 || end.IsEmpty || bytes[^1] == end[^1] ? bytes : [.. bytes, .. end];
    }
}

/// <summary>A directory that knows everybody as a relay and remembers who was asked for.</summary>
internal sealed class AskedDirectory(bool mayReportUnauthorised) : ISealDirectory
{
    private readonly List<DeviceIdentity> asked = [];

    public IReadOnlyList<DeviceIdentity> Asked => asked;

    public bool TryFind(DeviceProtocol protocol, DeviceIdentity identity,
        [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out RegisteredSeal? seal)
    {
        if (!asked.Contains(identity)) asked.Add(identity);
        seal = Registered(protocol, identity);
        return true;
    }

    /// <summary>Somebody who may speak for all.</summary>
    public RegisteredSeal Registered(DeviceProtocol protocol, DeviceIdentity identity) => new()
    {
        Number = ReplayPlan.NumberOf(identity),
        Protocol = protocol,
        Identity = identity,
        Model = "recorded",
        Profile = new DeviceProfile
        {
            Name = "recorded",
            Protocol = protocol,
            IsRelay = true,
            MayReportUnauthorised = mayReportUnauthorised,
        },
        Operator = "KZ",
    };
}
