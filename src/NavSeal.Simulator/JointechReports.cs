using NavSeal.Devices.Jointech;
using NavSeal.Model.Observations;

namespace NavSeal.Simulator;

/// <summary>A simulated seal's report in the terms of a JT701D and of the profile <c>jt701-lock</c>.</summary>
internal static class JointechReports
{
    private const byte Version = 0x19, RealTime = 1, Alarm = 2, FromMemory = 3;
    private const ushort RopeInserted = 1 << 6, MotorLocked = 1 << 7, CoverOpened = 1 << 12, CoverClosed = 1 << 13, MotorStuck = 1 << 14;
    private const int MetresOfKnotHour = 1_852, HundredMetresOfKilometre = 10;

    public static JointechTelemetry ToTelemetry(HeldReport held, byte serial)
    {
        var report = held.Report;
        var isEvent = report.Cause is not (ReportCause.TimerMoving or ReportCause.TimerStanding);
        return new JointechTelemetry
        {
            MeasuredAt = report.MeasuredAt,
            At = report.At,
            IsValid = report.IsFixValid,
            Knots = (byte)Math.Min(byte.MaxValue, report.SpeedTenthsKilometrePerHour * 100 / MetresOfKnotHour),
            HalfCourse = (byte)(report.CourseDegrees / 2),
            Satellites = (byte)report.Satellites,
            MileageKilometres = (uint)(report.OdometerHundredMetres / HundredMetresOfKilometre),
            Status = StatusOf(report),
            Battery = (byte)SealBattery.PercentOf(report.BatteryMillivolts),
            Wake = WakeOf(report.Cause),
            Data = held.SentFromMemory == true ? FromMemory : isEvent ? Alarm : RealTime,
            Version = Version,
            Serial = serial,
        };
    }

    private static byte WakeOf(ReportCause cause)
    {
        const byte restart = 0, timer = 1, cover = 3, rope = 4;
        return cause switch
        {
            ReportCause.Restart => restart,
            ReportCause.CaseOpened => cover,
            ReportCause.InputChanged => rope,
            _ => timer,
        };
    }

    private static ushort StatusOf(SimulatedReport report) => (ushort)(
        (report.SealingElement == SealingElementState.Closed ? RopeInserted | MotorLocked : 0)
        | (report.Case == CaseState.Intact ? CoverClosed : CoverOpened)
        | (report.Cause == ReportCause.Fault ? MotorStuck : 0));
}
