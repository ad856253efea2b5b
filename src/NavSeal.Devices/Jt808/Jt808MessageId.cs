namespace NavSeal.Devices.Jt808;

/// <summary>Kinds of messages that are told apart here; others are kept as they came.</summary>
public enum Jt808MessageId : ushort
{
    /// <summary>The device answers a message of the platform.</summary>
    DeviceAnswer = 0x0001,

    /// <summary>The device lives.</summary>
    Heartbeat = 0x0002,

    /// <summary>The device takes its leave.</summary>
    Logout = 0x0003,

    /// <summary>The device asks for the time.</summary>
    AskTime = 0x0004,

    /// <summary>The device wants to be registered.</summary>
    Register = 0x0100,

    /// <summary>The device shows its code.</summary>
    Authenticate = 0x0102,

    /// <summary>Parameters that were asked for.</summary>
    Parameters = 0x0104,

    /// <summary>The device asks for the time, in the way of some makers.</summary>
    AskClock = 0x0109,

    /// <summary>A position.</summary>
    Location = 0x0200,

    /// <summary>A position that was asked for.</summary>
    LocationAnswer = 0x0201,

    /// <summary>Answer to a control of the vehicle.</summary>
    VehicleAnswer = 0x0500,

    /// <summary>Positions together.</summary>
    Batch = 0x0704,

    /// <summary>A picture, sound or film.</summary>
    Media = 0x0801,

    /// <summary>The platform answers Jointech's own messages.</summary>
    JointechAnswer = 0x4401,

    /// <summary>A position in Jointech's own form.</summary>
    JointechPosition = 0x5501,

    /// <summary>The same without a fix.</summary>
    JointechBlind = 0x5502,

    /// <summary>What came of a message that has no answer of its own.</summary>
    PlatformAnswer = 0x8001,

    /// <summary>The platform asks for parts that are missing.</summary>
    ResendParts = 0x8003,

    /// <summary>The time that was asked for by <see cref="AskTime"/>.</summary>
    Time = 0x8004,

    /// <summary>What came of a registration.</summary>
    RegisterAnswer = 0x8100,

    /// <summary>Gives the device new values, the reporting period among them.</summary>
    SetParameters = 0x8103,

    /// <summary>Asks for all parameters.</summary>
    AskParameters = 0x8104,

    /// <summary>Controls the device itself.</summary>
    Control = 0x8105,

    /// <summary>The time that was asked for by <see cref="AskClock"/>.</summary>
    Clock = 0x8109,

    /// <summary>Asks for the position.</summary>
    AskLocation = 0x8201,

    /// <summary>Asks for positions at short intervals.</summary>
    Track = 0x8202,

    /// <summary>An alarm was seen by a person, and need not be repeated.</summary>
    ConfirmAlarm = 0x8203,

    /// <summary>Text, the usual carrier of makers' own commands.</summary>
    Text = 0x8300,

    /// <summary>Controls the vehicle: locks and unlocks its door.</summary>
    VehicleControl = 0x8500,

    /// <summary>Names the packets of <see cref="Media"/> that are missing, or none.</summary>
    MediaAnswer = 0x8800,

    /// <summary>Bytes that the protocol passes on as they are.</summary>
    Transparent = 0x8900,

    /// <summary>Sets parameters in the way of Huabao locks.</summary>
    HuabaoSet = 0x0310,
}

/// <summary>What the platform says became of a message.</summary>
public enum Jt808Result : byte
{
    /// <summary>Taken; the device may erase it.</summary>
    Ok = 0,

    /// <summary>Not taken.</summary>
    Failure = 1,

    /// <summary>Read, and its content is wrong.</summary>
    BadMessage = 2,

    /// <summary>Not read here.</summary>
    Unsupported = 3,
}

/// <summary>What the platform says became of a registration.</summary>
public enum Jt808Registration : byte
{
    /// <summary>Registered.</summary>
    Ok = 0,

    /// <summary>Nobody registered such a device with the operator.</summary>
    NoSuchTerminal = 4,
}

/// <summary>What can be wrong with a message.</summary>
internal enum Jt808Fault
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>An escape that stands for nothing.</summary>
    Escape,

    /// <summary>The check byte is not that of the others.</summary>
    Checksum,

    /// <summary>The header names another length.</summary>
    Length,

    /// <summary>Encrypted.</summary>
    Encrypted,

    /// <summary>A count or a length in the body does not fit.</summary>
    Structure,
}
