using System.Buffers.Binary;
using NavSeal.Devices.Jt808;
using NavSeal.Model.Observations;

namespace NavSeal.Simulator;

/// <summary>A simulated seal's report in the terms of JT/T 808 and of the profile <c>jt709-lock</c>, whose clock shows UTC.</summary>
internal static class Jt808Reports
{
    private const uint Positioned = 1 << 1, RopeOut = 1 << 20, MotorUnlocked = 1 << 21;
    private const uint ReceiverFault = 1 << 4, CoverOpened = 1 << 16;
    private const byte Mileage = 0x01, Satellites = 0x31, Charge = 0xD4;

    public static Jt808Telemetry ToTelemetry(SimulatedReport report) => new()
    {
        Clock = report.MeasuredAt,
        At = report.At,
        Status = (report.IsFixValid ? Positioned : 0)
            | (report.SealingElement == SealingElementState.Closed ? 0 : RopeOut | MotorUnlocked),
        Alarm = (report.Case == CaseState.Intact ? 0 : CoverOpened) | (report.Cause == ReportCause.Fault ? ReceiverFault : 0),
        SpeedTenthsKilometrePerHour = (ushort)report.SpeedTenthsKilometrePerHour,
        CourseDegrees = (ushort)report.CourseDegrees,
        Items = ItemsOf(report),
    };

    private static byte[] ItemsOf(SimulatedReport report)
    {
        byte[] items =
        [
            Mileage, sizeof(uint), 0, 0, 0, 0,
            Satellites, 1, (byte)report.Satellites,
            Charge, 1, (byte)SealBattery.PercentOf(report.BatteryMillivolts),
        ];
        BinaryPrimitives.WriteInt32BigEndian(items.AsSpan(2), report.OdometerHundredMetres);
        return items;
    }
}
