namespace NavSeal.Bench.Board;

/// <summary>What is measured.</summary>
internal sealed record BoardOptions
{
    public required int Seals { get; init; }

    public required TimeSpan Period { get; init; }

    public required TimeSpan Measured { get; init; }

    public required int HttpPort { get; init; }

    public required string Program { get; init; }

    public required string DataFolder { get; init; }

    public int SealPort => HttpPort + 1;
}
