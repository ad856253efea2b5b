namespace NavSeal.Devices.Wialon;

/// <summary>One named parameter of a packet.</summary>
public readonly ref struct WialonParameter
{
    /// <summary>Types: an integer, a number with a point, text.</summary>
    public const byte WholeNumber = (byte)'1', Number = (byte)'2', Text = (byte)'3';

    /// <summary>The name as the device writes it; may hold spaces, colons, points and any letters.</summary>
    public ReadOnlySpan<byte> Name { get; private init; }

    /// <summary>The digit of its type.</summary>
    public byte Type { get; private init; }

    /// <summary>The value as the device writes it; may be empty.</summary>
    public ReadOnlySpan<byte> Value { get; private init; }

    /// <summary>Takes one piece apart: the name ends where the first type between two colons stands.</summary>
    /// <returns>False where it is not of the form name:type:value.</returns>
    public static bool TryRead(ReadOnlySpan<byte> piece, out WialonParameter parameter)
    {
        for (var colon = 1; colon + 2 < piece.Length; colon++)
        {
            if (piece[colon] != ':' || piece[colon + 2] != ':' || piece[colon + 1] is not (WholeNumber or Number or Text)) continue;
            parameter = new WialonParameter { Name = piece[..colon], Type = piece[colon + 1], Value = piece[(colon + 3)..] };
            return true;
        }

        parameter = default;
        return false;
    }
}

/// <summary>The parameters of a field, one after the other. A comma in a value of text does not end it.</summary>
public ref struct WialonParameters
{
    private ReadOnlySpan<byte> rest;
    private bool hasRest;

    /// <summary>Begins with the first.</summary>
    /// <param name="field">The field; empty or NA holds none.</param>
    public WialonParameters(ReadOnlySpan<byte> field)
    {
        rest = field;
        hasRest = !WialonNumbers.IsMissing(field);
    }

    /// <summary>The parameter in hand.</summary>
    public WialonParameter Current { get; private set; }

    /// <summary>Whether something is no parameter; the ones before it were read.</summary>
    public bool IsWrong { get; private set; }

    /// <summary>Goes to the next.</summary>
    /// <returns>False at the end, or where something is no parameter.</returns>
    public bool MoveNext()
    {
        while (hasRest)
        {
            var comma = rest.IndexOf((byte)',');
            var piece = comma < 0 ? rest : rest[..comma];
            hasRest = comma >= 0;
            rest = hasRest ? rest[(comma + 1)..] : default;
            if (WialonParameter.TryRead(piece, out var parameter))
            {
                Current = parameter;
                return true;
            }

            if (Current.Type == WialonParameter.Text) continue;
            IsWrong = !piece.IsEmpty || Current.Type == 0;
            if (IsWrong) return false;
        }

        return false;
    }
}
