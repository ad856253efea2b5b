namespace NavSeal.Devices.Jointech;

/// <summary>The words for people of what goes wrong with messages of Jointech.</summary>
internal static class JointechWords
{
    public const string Noise = "no message";
    public const string NotLetIn = "a device that is not let in";
    public const string NoSerial = "a lock report without its serial number";
    public const string NoPayload = "a message of a sensor without its payload";

    /// <summary>What made a device report, by the number of its wake-up.</summary>
    public static string Wake(int source) => source switch
    {
        0 => "restart",
        1 => "timer",
        2 => "vibration",
        3 => "back cover",
        4 => "rope",
        5 => "charging",
        6 => "card",
        7 => "LoRa",
        8 => "SMS of an authorised number",
        9 => "another SMS",
        10 => "Bluetooth",
        _ => "unknown",
    };

    /// <summary>What a lock report is about, by its source.</summary>
    public static string LockSource(long source) => source switch
    {
        1 => "authorised card",
        2 => "illegal card",
        3 => "vehicle card",
        4 => "static password sent by the platform",
        5 => "locked by itself",
        6 => "dynamic password sent by the platform",
        7 => "Bluetooth",
        _ => "unknown",
    };

    /// <summary>The bits of the status, lowest first.</summary>
    public static IReadOnlyList<string> StatusBits { get; } =
    [
        "placed by cells", "fence entered", "fence left", "rope cut", "vibration", "answer asked for", "rope inserted", "motor locked",
        "unlocked too long", "wrong password five times", "illegal card", "battery low", "back cover opened", "back cover closed",
        "motor stuck", "bit 15",
    ];
}
