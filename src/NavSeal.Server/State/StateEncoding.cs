using NavSeal.Tracking;

namespace NavSeal.Server.State;

/// <summary>Bytes of the states in the table; the subject's name tells which it is.</summary>
internal static class StateEncoding
{
    public static byte[] Write(object? state) => state switch
    {
        null => [],
        SealState seal => SealStateEncoding.Write(seal),
        Transportation transportation => TransportationEncoding.Write(transportation),
        IntakeState intake => IntakeStateEncoding.Write(intake),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
