using NavSeal.Model.Registries;

namespace NavSeal.Workplaces.Views;

/// <summary>What a person typed, in the forms in which numbers and plates stand in the views.</summary>
/// <param name="Seal">The beginning of a seal number; they are upper case.</param>
/// <param name="Transportation">The beginning of a transportation number; they are lower case.</param>
/// <param name="Vehicle">A part of a plate; null where nothing typed can stand in one.</param>
internal sealed record SearchText(string Seal, string Transportation, string? Vehicle)
{
    private const int LengthMax = 64;

    /// <summary>Behind all characters of a number.</summary>
    private const char Last = '~';

    /// <summary>Whether it may be the number of a declaration, of the form office/date/serial.</summary>
    public bool IsDeclaration => Seal.Contains('/', StringComparison.Ordinal);

    public string SealEnd => Seal + Last;

    public string TransportationEnd => Transportation + Last;

    /// <summary>Null where nothing was typed that could be searched for.</summary>
    public static SearchText? Of(string? typed)
    {
        var text = typed?.Trim();
        if (string.IsNullOrEmpty(text)) return null;
        if (text.Length > LengthMax) text = text[..LengthMax];
        return new SearchText(text.ToUpperInvariant(), text.ToLowerInvariant(), VehicleKey(text) is { Length: > 0 } key ? key : null);
    }

    /// <summary>A plate as it is searched: upper case, without spaces and hyphens, Cyrillic letters that look like Latin ones as
    /// Latin.</summary>
    public static string VehicleKey(string plate) => PlateNumber.Fold(plate);
}
