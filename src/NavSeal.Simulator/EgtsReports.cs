using NavSeal.Devices.Egts;
using NavSeal.Model.Observations;

namespace NavSeal.Simulator;

/// <summary>A simulated seal's report in the terms of EGTS.</summary>
internal static class EgtsReports
{
    private const int ElementInput = 1;
    private const int CaseInput = 2;

    public static EgtsTelemetry ToTelemetry(HeldReport held, SealWiring wiring)
    {
        var report = held.Report;
        return new EgtsTelemetry
        {
            ObjectId = held.ObjectId,
            MeasuredAt = report.MeasuredAt,
            At = report.At,
            IsValid = report.IsFixValid,
            IsThreeDimensional = report.IsFixValid && report.Satellites > 3,
            FromMemory = held.SentFromMemory ?? report.FromMemory,
            IsMoving = report.IsMoving,
            SpeedTenthsKilometrePerHour = report.SpeedTenthsKilometrePerHour,
            CourseDegrees = report.CourseDegrees,
            OdometerHundredMetres = report.OdometerHundredMetres,
            DigitalInputs = wiring == SealWiring.DigitalInputs ? DigitalInputs(report) : (byte)0,
            Cause = (byte)report.Cause,
            Satellites = (byte)report.Satellites,
            HdopHundredths = (ushort)report.HdopHundredths,
            InternalMillivolts = report.BatteryMillivolts,
            Mode = 2,
            Loops = wiring == SealWiring.Loops ? Loops(report) : null,
        };
    }

    private static byte DigitalInputs(SimulatedReport report) => (byte)(
        (report.SealingElement == SealingElementState.Closed ? 1 << (ElementInput - 1) : 0)
        | (report.Case == CaseState.Intact ? 1 << (CaseInput - 1) : 0));

    private static EgtsLoops Loops(SimulatedReport report) => default(EgtsLoops)
        .With(ElementInput, report.SealingElement == SealingElementState.Closed ? EgtsLoopState.Normal : EgtsLoopState.Break)
        .With(CaseInput, report.Case == CaseState.Intact ? EgtsLoopState.Normal : EgtsLoopState.Break);
}
