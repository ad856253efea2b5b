namespace NavSeal.Model.Transportations;

/// <summary>The unique number of a transportation (UTN): a UUID, written as 36 characters in lower case;
/// read without regard to case.</summary>
/// <remarks>Source: decision on the structure of the number (D40); requirements ACT-001 and ACT-002.</remarks>
public readonly record struct TransportationNumber(Guid Value)
{
    private const int Length = 36;

    /// <summary>Reads the 8-4-4-4-12 form and nothing else.</summary>
    public static bool TryParse(string? text, out TransportationNumber number)
    {
        number = default;
        if (text is not { Length: Length } || !Guid.TryParseExact(text, "D", out var value) || value == Guid.Empty) return false;
        number = new TransportationNumber(value);
        return true;
    }

    /// <summary>36 characters in lower case.</summary>
    public override string ToString() => Value.ToString("D");
}
