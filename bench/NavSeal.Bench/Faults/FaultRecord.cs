namespace NavSeal.Bench.Faults;

/// <summary>A fault as it was done.</summary>
/// <param name="Title">In words.</param>
/// <param name="Machines">What was hit.</param>
/// <param name="BeganAt">Instant of the machine's counter.</param>
/// <param name="WellAt">When everything was well again and nobody held reports any more.</param>
/// <param name="Lasted">How long the fault itself lasted.</param>
internal sealed record FaultRecord(string Title, string Machines, long BeganAt, long WellAt, TimeSpan Lasted)
{
    /// <summary>Whether it is one of the drawn ones.</summary>
    public bool IsRandom { get; init; }
}
