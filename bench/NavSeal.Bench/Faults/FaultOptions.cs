namespace NavSeal.Bench.Faults;

/// <summary>What is done in a run.</summary>
internal sealed record FaultOptions
{
    /// <summary>Keys of the faults that are done in turn; null: all.</summary>
    public required IReadOnlyList<string>? Only { get; init; }

    /// <summary>How many are drawn afterwards.</summary>
    public required int Random { get; init; }

    public required int Seed { get; init; }

    public required int Seals { get; init; }

    /// <summary>Where the report of a complete run goes.</summary>
    public required string Report { get; init; }

    /// <summary>Where the logs of all services are put in the end; null: nowhere.</summary>
    public required string? Logs { get; init; }

    /// <summary>The server's assembly.</summary>
    public required string Program { get; init; }

    /// <summary>The folder of the lab, for the part that runs inside it; null: this is the part that builds it.</summary>
    public required string? Inside { get; init; }

    /// <summary>Whether every fault is done, so that the report may be written.</summary>
    public bool IsComplete => Only is null && Random > 0;
}
