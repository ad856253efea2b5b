namespace NavSeal.Simulator;

/// <summary>To which inputs the sealing element and the case are wired.</summary>
public enum SealWiring
{
    /// <summary>Element on loop 1, case on loop 2: profile <c>egts-seal</c>.</summary>
    Loops = 1,

    /// <summary>Element on digital input 1, case on input 2, 1 = closed: profile <c>egts-seal-din</c>.</summary>
    DigitalInputs = 2,
}

/// <summary>How the device's side keeps up its session. The defaults are those of the standard.</summary>
public sealed record SealClientSettings
{
    public SealWiring Wiring { get; init; } = SealWiring.Loops;

    /// <summary>TL_RESPONSE_TO: a packet without answer is sent again after this time.</summary>
    public TimeSpan ResponseTime { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>TL_RESEND_ATTEMPTS: so often, then the connection is given up.</summary>
    public int ResendAttempts { get; init; } = 3;

    /// <summary>TL_RECONNECT_TO: the pause after a connection was lost or could not be had.</summary>
    public TimeSpan ReconnectTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The pause is longer by up to this time, so that a fleet does not come back all at once.</summary>
    public TimeSpan ReconnectSpread { get; init; } = TimeSpan.Zero;

    /// <summary>The first connection comes up to this time after the beginning.</summary>
    public TimeSpan ConnectSpread { get; init; } = TimeSpan.Zero;

    /// <summary>Packets that may wait for their answer at once; 1 is stop-and-wait.</summary>
    public int Window { get; init; } = 1;

    /// <summary>What a packet of EGTS holds for certain.</summary>
    public const int ReportsPerPacketLimit = 500;

    /// <summary>Most reports in one packet, 1 to <see cref="ReportsPerPacketLimit"/>.</summary>
    public int ReportsPerPacketMax { get; init; } = 8;

    /// <summary>A report that is older when it is first sent is marked as coming from memory.</summary>
    public TimeSpan LiveTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Most reports held until they may be erased; when full, a new one is lost and the oldest stay.</summary>
    public int MemoryMax { get; init; } = 10_000;

    public WireFaults Faults { get; init; } = WireFaults.None;
}

/// <summary>What goes wrong on the wire, each as the probability per packet sent, 0 to 1.</summary>
public sealed record WireFaults
{
    public static WireFaults None { get; } = new();

    /// <summary>1 to 40 bytes of noise before the packet.</summary>
    public double Noise { get; init; }

    /// <summary>One byte of the packet is changed.</summary>
    public double Damage { get; init; }

    /// <summary>The packet leaves twice.</summary>
    public double Doubling { get; init; }

    /// <summary>The connection is cut in the middle of the packet.</summary>
    public double Cut { get; init; }

    public bool IsNone => Noise <= 0 && Damage <= 0 && Doubling <= 0 && Cut <= 0;
}
