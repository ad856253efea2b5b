namespace NavSeal.Model.Transportations;

/// <summary>What people say of a transportation when they activate it, so that others recognise it. Decides nothing.</summary>
public sealed record Particulars
{
    /// <summary>Most characters of each member.</summary>
    public const int LengthMax = 32;

    /// <summary>Registration plate of the vehicle, number of the container or wagon; null where it was not said.</summary>
    public string? Vehicle { get; init; }

    /// <summary>Key of the office of departure, a row of <c>reference/checkpoints.csv</c>; null where it was not said.</summary>
    public string? DepartureOffice { get; init; }

    /// <summary>Key of the office of destination; null where it was not said.</summary>
    public string? DestinationOffice { get; init; }

    /// <summary>Whether each member that was said is 1 to <see cref="LengthMax"/> characters without control characters.</summary>
    public bool IsWellFormed => IsUsable(Vehicle) && IsUsable(DepartureOffice) && IsUsable(DestinationOffice);

    private static bool IsUsable(string? text) =>
        text is null || (text.Length is > 0 and <= LengthMax && !text.Any(char.IsControl));
}
