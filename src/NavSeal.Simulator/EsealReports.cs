using NavSeal.Devices.Eseal;
using NavSeal.Model.Observations;

namespace NavSeal.Simulator;

/// <summary>A simulated seal's report in the terms of eSeal and of the profile <c>eseal-lock</c>. An opened case has no field: the blow
/// that opened it is what the seal tells.</summary>
internal static class EsealReports
{
    private const int IntervalMinutes = 5, SignalDecibelMilliwatts = -71;

    public static EsealType TypeOf(SimulatedReport report) => report.Cause switch
    {
        ReportCause.InputChanged => EsealType.Door,
        ReportCause.CaseOpened => EsealType.Shock,
        ReportCause.Restart => EsealType.Startup,
        _ => EsealType.Normal,
    };

    public static EsealTelemetry ToTelemetry(SimulatedReport report) => new()
    {
        MeasuredAt = report.MeasuredAt,
        At = report.At,
        IsValid = report.IsFixValid,
        SpeedKilometresPerHour = report.SpeedTenthsKilometrePerHour / 10,
        CourseDegrees = report.CourseDegrees,
        IsOpen = report.SealingElement != SealingElementState.Closed,
        BatteryMillivolts = report.BatteryMillivolts,
        IntervalMinutes = IntervalMinutes,
        SignalDecibelMilliwatts = SignalDecibelMilliwatts,
    };
}
