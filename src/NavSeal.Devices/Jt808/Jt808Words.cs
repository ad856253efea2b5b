namespace NavSeal.Devices.Jt808;

/// <summary>Faults in words for people.</summary>
internal static class Jt808Words
{
    /// <summary>Bytes that are no message.</summary>
    public const string Noise = "no message";

    /// <summary>A message of a device that may not speak here.</summary>
    public const string NotLetIn = "the device is not let in";

    /// <summary>The fault in words.</summary>
    public static string Of(Jt808Fault fault) => fault switch
    {
        Jt808Fault.Escape => "an escape stands for nothing",
        Jt808Fault.Checksum => "check byte wrong",
        Jt808Fault.Length => "the header names another length",
        Jt808Fault.Encrypted => "the body is encrypted",
        Jt808Fault.Structure => "a length in the body does not fit",
        _ => "taken",
    };
}
