namespace NavSeal.Devices.Wialon;

/// <summary>The words for people of what goes wrong in Wialon IPS.</summary>
internal static class WialonWords
{
    public const string TooLong = "a line that does not end";
    public const string Noise = "no packet";
    public const string Compressed = "a compressed packet, which is not taken";
    public const string UnknownType = "type of packet not known";
    public const string NotTaken = "a packet of a type that is not taken";
    public const string NotNamed = "a report before the device was let in";
    public const string NoAnswer = "an answer of a code not known";
    public const string TooMany = "more records than are taken at once";

    /// <summary>What is wrong with a record; null where nothing is.</summary>
    public static string? Of(WialonFault fault) => fault switch
    {
        WialonFault.None => null,
        WialonFault.Structure => "number of fields wrong",
        WialonFault.Checksum => "checksum wrong",
        WialonFault.Time => "no such date or time",
        WialonFault.Coordinates => "no such place",
        WialonFault.Motion => "speed, course or altitude impossible",
        WialonFault.Satellites => "satellites or dilution impossible",
        WialonFault.Inputs => "inputs or outputs no mask",
        WialonFault.Analog => "analogue reading no number",
        WialonFault.Parameters => "parameter not of the form name:type:value",
        _ => "wrong",
    };
}
