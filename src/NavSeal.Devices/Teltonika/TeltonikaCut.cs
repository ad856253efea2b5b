namespace NavSeal.Devices.Teltonika;

/// <summary>What a message is.</summary>
public enum TeltonikaKind : byte
{
    /// <summary>Noise: with these bytes no message begins.</summary>
    None = 0,

    /// <summary>A single 0xFF: the device keeps the connection alive.</summary>
    KeepAlive = 1,

    /// <summary>The device names itself.</summary>
    Login = 2,

    /// <summary>Data with a checksum, in a stream.</summary>
    Packet = 3,

    /// <summary>Data with the name of the device, in a datagram.</summary>
    Datagram = 4,
}

/// <summary>Over what messages come.</summary>
[Flags]
public enum TeltonikaCarrier : byte
{
    /// <summary>Over nothing.</summary>
    None = 0,

    /// <summary>A connection: login, packets, keep-alive.</summary>
    Stream = 1,

    /// <summary>Datagrams, each with the name of its device.</summary>
    Datagram = 2,

    /// <summary>Either, for recorded messages.</summary>
    Any = Stream | Datagram,
}

/// <summary>One message cut off the buffered bytes.</summary>
public readonly ref struct TeltonikaCut
{
    /// <summary>What it is; <see cref="TeltonikaKind.None"/> for noise.</summary>
    public TeltonikaKind Kind { get; init; }

    /// <summary>Bytes to drop from the front; 0 exactly when more are needed.</summary>
    public int Consumed { get; init; }

    /// <summary>The digits of the device, in a login and in a datagram.</summary>
    public ReadOnlySpan<byte> Device { get; init; }

    /// <summary>From the codec to the second count, in a packet and in a datagram.</summary>
    public ReadOnlySpan<byte> Data { get; init; }

    /// <summary>Number of the datagram and of its data, which the answer repeats: two bytes, 1, one byte.</summary>
    public ReadOnlySpan<byte> Numbers { get; init; }
}
