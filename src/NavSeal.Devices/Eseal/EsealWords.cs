namespace NavSeal.Devices.Eseal;

/// <summary>The words for people of what goes wrong in eSeal.</summary>
internal static class EsealWords
{
    public const string Noise = "no message";
    public const string Damaged = "fields of no message";
    public const string NotLetIn = "a message of a device that is not let in";
}
