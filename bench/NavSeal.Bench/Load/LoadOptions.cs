using System.Net;

namespace NavSeal.Bench.Load;

/// <summary>What a run of the generator does.</summary>
internal sealed record LoadOptions
{
    /// <summary>The server's EGTS listener; IPv4.</summary>
    public required IPEndPoint Server { get; init; }

    /// <summary>Connections, one seal each.</summary>
    public required int Connections { get; init; }

    /// <summary>Most frames of one connection that wait for their acknowledgement; 1 is stop-and-wait.</summary>
    public required int Outstanding { get; init; }

    /// <summary>Seconds that are measured.</summary>
    public required int Seconds { get; init; }

    /// <summary>Seconds of the same load before the measured ones.</summary>
    public required int WarmupSeconds { get; init; }

    /// <summary>Frames a second of all connections together, sent by schedule; 0: as fast as acknowledgements come.</summary>
    public required int RatePerSecond { get; init; }

    /// <summary>Terminal number of the first seal; the others follow.</summary>
    public required uint FirstSealNumber { get; init; }

    /// <summary>Days before now at which the clocks of the seals begin.</summary>
    public required double DaysBack { get; init; }

    /// <summary>Frames that share one second of the seal's clock; they differ in content.</summary>
    public required int FramesPerDeviceSecond { get; init; }

    /// <summary>Seconds that outstanding acknowledgements are waited for after the last frame.</summary>
    public required int DrainSeconds { get; init; }

    /// <summary>Whether a lost connection is opened again and what was not acknowledged sent again; otherwise a lost connection is an
    /// error.</summary>
    public required bool Resends { get; init; }

    /// <summary>Most frames of one seal; null: no limit of its own.</summary>
    public long? FramesPerSealMax { get; init; }

    /// <summary>File for the ledger; null: none.</summary>
    public string? LedgerPath { get; init; }

    /// <summary>The server's process, whose processor time is measured; null: not measured.</summary>
    public int? ServerProcess { get; init; }
}
