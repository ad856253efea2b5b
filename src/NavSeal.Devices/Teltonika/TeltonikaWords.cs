namespace NavSeal.Devices.Teltonika;

/// <summary>The words for people of what goes wrong in Teltonika.</summary>
internal static class TeltonikaWords
{
    public const string Noise = "no message";
    public const string Checksum = "checksum wrong";
    public const string Counts = "the two counts of records differ";
    public const string Lengths = "lengths or counts of records and items do not fit";
    public const string UnknownCodec = "a codec that is not known";
    public const string NotNamed = "data before the device was let in";
}
