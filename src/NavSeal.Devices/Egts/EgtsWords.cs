namespace NavSeal.Devices.Egts;

/// <summary>The words for people of the numbers in EGTS.</summary>
internal static class EgtsWords
{
    /// <summary>What a result says, with its number.</summary>
    public static string Of(EgtsResult result) => result switch
    {
        EgtsResult.Ok => "0 taken",
        EgtsResult.InProgress => "1 in progress",
        EgtsResult.UnsupportedProtocol => "128 version of the protocol not supported",
        EgtsResult.DecryptError => "129 encrypted, and no key is here",
        EgtsResult.ProcessingDenied => "130 processing denied",
        EgtsResult.BadHeaderFormat => "131 header of wrong form",
        EgtsResult.BadDataFormat => "132 data of wrong form",
        EgtsResult.UnsupportedType => "133 type of packet not supported",
        EgtsResult.Repeated => "135 taken before",
        EgtsResult.HeaderChecksum => "137 checksum of the header wrong",
        EgtsResult.DataChecksum => "138 checksum of the data wrong",
        EgtsResult.BadLength => "139 a length does not fit",
        EgtsResult.UnknownService => "150 no such service",
        EgtsResult.AuthorisationDenied => "151 authorisation denied",
        EgtsResult.IdentityNotFound => "153 identity not known",
        EgtsResult.NoResources => "156 more than is taken at once",
        _ => $"{(byte)result}",
    };
}
