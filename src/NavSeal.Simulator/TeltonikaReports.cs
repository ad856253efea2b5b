using NavSeal.Devices.Teltonika;
using NavSeal.Model.Observations;

namespace NavSeal.Simulator;

/// <summary>A simulated seal's report in the terms of Teltonika and of the profile <c>teltonika-seal</c>.</summary>
internal static class TeltonikaReports
{
    private const ushort ElementItem = 1, CaseItem = 2, BatteryItem = 67, MovementItem = 240;
    private const byte High = 1;

    public static TeltonikaTelemetry ToTelemetry(SimulatedReport report)
    {
        var caused = EventOf(report.Cause);
        return new TeltonikaTelemetry
        {
            MeasuredAt = report.MeasuredAt,
            At = report.At,
            CourseDegrees = (ushort)report.CourseDegrees,
            Satellites = report.IsFixValid ? (byte)report.Satellites : (byte)0,
            SpeedKilometresPerHour = (ushort)(report.SpeedTenthsKilometrePerHour / 10),
            Priority = caused == 0 ? (byte)0 : High,
            Event = caused,
            Items =
            [
                new TeltonikaItem(ElementItem, 1, report.SealingElement == SealingElementState.Closed ? 1u : 0),
                new TeltonikaItem(CaseItem, 1, report.Case == CaseState.Intact ? 1u : 0),
                new TeltonikaItem(MovementItem, 1, report.IsMoving ? 1u : 0),
                new TeltonikaItem(BatteryItem, 2, (ulong)report.BatteryMillivolts),
            ],
        };
    }

    private static ushort EventOf(ReportCause cause) => cause switch
    {
        ReportCause.InputChanged => ElementItem,
        ReportCause.CaseOpened => CaseItem,
        ReportCause.LowVoltage => BatteryItem,
        _ => 0,
    };
}
