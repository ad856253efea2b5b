using System.Text.Json;
using System.Text.Json.Serialization;

namespace NavSeal.Workplaces.Documents;

/// <summary>How a driver is reached: personal data, kept as a protected document and never in the journal.</summary>
/// <param name="Name">Of the driver.</param>
/// <param name="Phone">As it is dialled from abroad.</param>
/// <param name="Licence">Number of the driving licence; empty: not said.</param>
public sealed record DriverContact(string Name, string Phone, string Licence)
{
    public const int NameLengthMax = 100, PhoneLengthMax = 32, LicenceLengthMax = 32;

    private const int PhoneDigitsMin = 7;

    public string Name { get; init; } = Name ?? "";

    public string Phone { get; init; } = Phone ?? "";

    public string Licence { get; init; } = Licence ?? "";

    /// <summary>The member that is not in its form; null: none.</summary>
    public string? Fault() => this switch
    {
        { Name.Length: 0 or > NameLengthMax } => "name",
        _ when Name.Any(char.IsControl) => "name",
        { Phone.Length: > PhoneLengthMax } => "phone",
        _ when Phone.Count(char.IsAsciiDigit) < PhoneDigitsMin || !Phone.All(c => char.IsAsciiDigit(c) || "+ ()-".Contains(c)) => "phone",
        { Licence.Length: > LicenceLengthMax } => "licence",
        _ when Licence.Any(char.IsControl) => "licence",
        _ => null,
    };

    /// <summary>As it is protected.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, DriverJson.Default.DriverContact);

    /// <summary>Reads what <see cref="ToBytes"/> wrote; null where it is something else.</summary>
    public static DriverContact? Of(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, DriverJson.Default.DriverContact);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSerializable(typeof(DriverContact))]
internal sealed partial class DriverJson : JsonSerializerContext;
