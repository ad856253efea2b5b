namespace NavSeal.Devices.Wialon;

/// <summary>Types of packets of Wialon IPS.</summary>
public enum WialonType : byte
{
    /// <summary>None that this program knows.</summary>
    Unknown = 0,

    /// <summary>L: the device names itself.</summary>
    Login = 1,

    /// <summary>SD: a position.</summary>
    Position = 2,

    /// <summary>D: a position with inputs and parameters.</summary>
    Report = 3,

    /// <summary>B: positions from the memory of the device.</summary>
    BlackBox = 4,

    /// <summary>P: the device keeps the connection alive.</summary>
    Ping = 5,

    /// <summary>M: a message of text.</summary>
    Message = 6,

    /// <summary>I: a block of an image; refused.</summary>
    Image = 7,

    /// <summary>QI: asks for an image; refused.</summary>
    ImageQuery = 8,

    /// <summary>IT: begins a file of a tachograph; refused.</summary>
    TachographStart = 9,

    /// <summary>T: a block of a file of a tachograph; refused.</summary>
    Tachograph = 10,

    /// <summary>QT: asks for a file of a tachograph; refused.</summary>
    TachographQuery = 11,

    /// <summary>US: software; refused.</summary>
    Software = 12,

    /// <summary>UC: configuration; refused.</summary>
    Configuration = 13,

    /// <summary>AM: the device answers a message of the platform.</summary>
    MessageAnswer = 14,
}

/// <summary>What is wrong with a record; each packet has its own numbers for them, in <see cref="WialonReplies"/>.</summary>
public enum WialonFault : byte
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Too few or too many fields: nothing of it is read.</summary>
    Structure,

    /// <summary>The checksum is sent and does not fit: nothing of it is read.</summary>
    Checksum,

    /// <summary>Date or time is none.</summary>
    Time,

    /// <summary>The coordinates are no place on earth.</summary>
    Coordinates,

    /// <summary>Speed, course or altitude is none.</summary>
    Motion,

    /// <summary>Satellites or dilution is no number.</summary>
    Satellites,

    /// <summary>Inputs or outputs are no mask.</summary>
    Inputs,

    /// <summary>An analogue reading is no number.</summary>
    Analog,

    /// <summary>A parameter is not of the form name:type:value.</summary>
    Parameters,
}
