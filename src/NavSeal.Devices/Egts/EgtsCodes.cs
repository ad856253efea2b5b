namespace NavSeal.Devices.Egts;

/// <summary>Type of a transport packet (PT).</summary>
public enum EgtsPacketType : byte
{
    /// <summary>Confirms a packet, and the records in it.</summary>
    Response = 0,

    /// <summary>Carries service records.</summary>
    AppData = 1,

    /// <summary>Carries service records behind a digital signature.</summary>
    SignedAppData = 2,
}

/// <summary>Service a record belongs to (SST, RST).</summary>
public enum EgtsService : byte
{
    /// <summary>Authorisation.</summary>
    Auth = 1,

    /// <summary>Reports of position and sensors.</summary>
    TeleData = 2,

    /// <summary>Commands and their confirmations.</summary>
    Commands = 4,

    /// <summary>Loading of software.</summary>
    Firmware = 9,

    /// <summary>Emergency call.</summary>
    ECall = 10,
}

/// <summary>Result of a packet (PR) or of a record (RST) as the standard numbers them; those that this side sends or tells apart.</summary>
public enum EgtsResult : byte
{
    /// <summary>Taken: the sender may erase its copy.</summary>
    Ok = 0,

    /// <summary>Still being worked on: the sender keeps its copy.</summary>
    InProgress = 1,

    /// <summary>Version or prefix of the protocol not supported.</summary>
    UnsupportedProtocol = 128,

    /// <summary>Encrypted with a key that is not here.</summary>
    DecryptError = 129,

    /// <summary>The receiver refuses to process the packet or record.</summary>
    ProcessingDenied = 130,

    /// <summary>Header of wrong form.</summary>
    BadHeaderFormat = 131,

    /// <summary>Data of wrong form.</summary>
    BadDataFormat = 132,

    /// <summary>Type of packet not supported.</summary>
    UnsupportedType = 133,

    /// <summary>Taken before; this side answers <see cref="Ok"/> instead, because some devices resend for ever on it.</summary>
    Repeated = 135,

    /// <summary>Checksum of the header wrong.</summary>
    HeaderChecksum = 137,

    /// <summary>Checksum of the data wrong.</summary>
    DataChecksum = 138,

    /// <summary>A length does not fit.</summary>
    BadLength = 139,

    /// <summary>No such service here.</summary>
    UnknownService = 150,

    /// <summary>The platform does not let this device in.</summary>
    AuthorisationDenied = 151,

    /// <summary>Identity not known.</summary>
    IdentityNotFound = 153,

    /// <summary>More than this side takes at once.</summary>
    NoResources = 156,
}

/// <summary>Types of subrecords (SRT) by their names in the standard. A number means different things in different services.</summary>
public static class EgtsSubrecordType
{
    /// <summary>Confirmation of a record; in every service.</summary>
    public const byte RecordResponse = 0;

    /// <summary>Authorisation: a terminal names itself.</summary>
    public const byte TermIdentity = 1;

    /// <summary>Authorisation: a module of the terminal.</summary>
    public const byte ModuleData = 2;

    /// <summary>Authorisation: the vehicle.</summary>
    public const byte VehicleData = 3;

    /// <summary>Authorisation: a relaying platform names itself.</summary>
    public const byte DispatcherIdentity = 5;

    /// <summary>Authorisation: how authorisation is to be encrypted.</summary>
    public const byte AuthParams = 6;

    /// <summary>Authorisation: user and password.</summary>
    public const byte AuthInfo = 7;

    /// <summary>Authorisation: state of a service.</summary>
    public const byte ServiceInfo = 8;

    /// <summary>Authorisation: its outcome.</summary>
    public const byte ResultCode = 9;

    /// <summary>Vendor extension seen in the field; kept raw.</summary>
    public const byte VendorExtension = 15;

    /// <summary>Telemetry: position.</summary>
    public const byte PosData = 16;

    /// <summary>Telemetry: precision and satellites of the position before it.</summary>
    public const byte ExtPosData = 17;

    /// <summary>Telemetry: extra digital and analogue inputs.</summary>
    public const byte AdSensorsData = 18;

    /// <summary>Telemetry: counters.</summary>
    public const byte CountersData = 19;

    /// <summary>Telemetry: state (5 bytes) in the first print of the standard, acceleration in the corrected one.</summary>
    public const byte StateOrAccelData = 20;

    /// <summary>Telemetry: state of the terminal, by the corrected standard.</summary>
    public const byte StateData = 21;

    /// <summary>Telemetry: loop inputs.</summary>
    public const byte LoopinData = 22;

    /// <summary>Telemetry: one digital sensor by number.</summary>
    public const byte AbsDigSensData = 23;

    /// <summary>Telemetry: one analogue sensor by number.</summary>
    public const byte AbsAnSensData = 24;

    /// <summary>Telemetry: one counter by number.</summary>
    public const byte AbsCntrData = 25;

    /// <summary>Telemetry: one loop input by number.</summary>
    public const byte AbsLoopinData = 26;

    /// <summary>Telemetry: liquid level.</summary>
    public const byte LiquidLevelSensor = 27;

    /// <summary>Telemetry: passengers; kept raw.</summary>
    public const byte PassengersCounters = 28;

    /// <summary>Commands: a command, a message or its confirmation.</summary>
    public const byte CommandData = 51;
}
