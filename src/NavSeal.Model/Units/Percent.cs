namespace NavSeal.Model.Units;

/// <summary>A share in whole percent, 0 to 100.</summary>
public readonly record struct Percent
{
    /// <summary>Whole percent, 0 to 100.</summary>
    public byte Value { get; }

    /// <summary>Makes a share of whole percent.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Below 0 or above 100.</exception>
    public Percent(int value)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(value);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(value, 100);
        Value = (byte)value;
    }

    /// <summary>The share as people write it, for example <c>15 %</c>.</summary>
    public override string ToString() => $"{Value} %";
}
