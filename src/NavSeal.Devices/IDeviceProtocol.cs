using NavSeal.Model.Seals;

namespace NavSeal.Devices;

/// <summary>A family of devices: how its streams are told apart, limited and read. One implementation per folder; all are listed in
/// <see cref="DeviceProtocols"/>.</summary>
public interface IDeviceProtocol
{
    /// <summary>Its number in journals and in the registry.</summary>
    DeviceProtocol Protocol { get; }

    /// <summary>Its name on the command line and in settings, for example <c>egts</c>.</summary>
    string Name { get; }

    /// <summary>Where it is listened for, beside the port that all protocols share.</summary>
    ProtocolPort Port { get; }

    /// <summary>Bounds of a connection.</summary>
    ProtocolLimits Limits { get; }

    /// <summary>What ends a message where messages are lines of text; recordings leave it out. Empty in binary protocols.</summary>
    ReadOnlySpan<byte> LineEnd { get; }

    /// <summary>Whether a fresh connection speaks this protocol.</summary>
    /// <param name="first">Its first bytes.</param>
    /// <returns><see cref="Recognition.NeedMore"/> only below <see cref="DeviceProtocols.FirstBytesMax"/> bytes.</returns>
    Recognition Recognise(ReadOnlySpan<byte> first);

    /// <summary>Whether a device of this protocol can name itself so; what it cannot is not let into the registry.</summary>
    bool CanBe(DeviceIdentity identity);

    /// <summary>What <see cref="CanBe"/> wants, in words for who enters a seal.</summary>
    string IdentityForm { get; }

    /// <summary>What a device sends to name itself, to bring recorded messages that name nobody into a session.</summary>
    /// <returns>Null where the protocol's messages name their device themselves.</returns>
    byte[]? LoginOf(DeviceIdentity identity);

    /// <summary>Says in words what bytes hold, field by field, for people; passwords are masked.</summary>
    string Explain(ReadOnlySpan<byte> bytes);

    /// <summary>Overwrites the passwords in messages of either side with asterisks, byte for byte, so that they can be shown as they
    /// stand. Checksums are left as they are.</summary>
    /// <param name="bytes">Whole messages; those of protocols in which no journalled message holds a password stay as they are.</param>
    void Mask(Span<byte> bytes) { }

    /// <summary>Begins the conversation with one connected device. Pure state: no socket, no clock.</summary>
    /// <param name="seals">Who is let in.</param>
    DeviceSession Open(ISealDirectory seals);

    /// <summary>Begins to take one datagram, which names its device itself. Datagrams are listened for at the number of
    /// <see cref="Port"/>.</summary>
    /// <param name="seals">Who is let in.</param>
    /// <returns>Null where devices of this protocol send none.</returns>
    DeviceSession? OpenForDatagrams(ISealDirectory seals) => null;

    /// <summary>Begins as if the device had named and authorised itself and been told the outcome, to read single messages out of
    /// their conversation.</summary>
    /// <param name="seals">Who is let in.</param>
    /// <param name="sender">Who has authorised itself.</param>
    DeviceSession Resume(ISealDirectory seals, RegisteredSeal sender);
}

/// <summary>What the first bytes of a connection say of its protocol.</summary>
public enum Recognition
{
    /// <summary>Another one.</summary>
    No,

    /// <summary>Too few bytes to tell.</summary>
    NeedMore,

    /// <summary>This one.</summary>
    Yes,
}

/// <summary>Where a protocol is listened for.</summary>
/// <param name="Setting">Name of the setting, for example <c>egts-port</c>.</param>
/// <param name="Usual">The port where nobody sets it.</param>
public sealed record ProtocolPort(string Setting, int Usual);

/// <summary>Bounds of one connection of a protocol.</summary>
public sealed record ProtocolLimits
{
    /// <summary>Most bytes of one message; a buffer that holds more without a message ends the connection.</summary>
    public required int MessageLengthMax { get; init; }

    /// <summary>How long a connection may stay without having named itself.</summary>
    public required TimeSpan LoginTime { get; init; }

    /// <summary>How long a beginning of a message may wait for more of it before the buffer is dropped.</summary>
    public required TimeSpan PartialTime { get; init; }

    /// <summary>How long a connection that named itself may be silent: longer than devices report apart, since mobile networks forget
    /// connections without telling either side.</summary>
    public required TimeSpan IdleTime { get; init; }
}
