using System.Globalization;
using NavSeal.Devices.Wialon;
using NavSeal.Model.Observations;

namespace NavSeal.Simulator;

/// <summary>A simulated seal's report in the terms of Wialon IPS and of the profile <c>wialon-seal</c>.</summary>
internal static class WialonReports
{
    /// <summary>So few satellites say that the place is one the device remembers.</summary>
    private const int SatellitesOfNoFix = 2;

    public static WialonTelemetry ToTelemetry(SimulatedReport report) => new()
    {
        MeasuredAt = report.MeasuredAt,
        At = report.At,
        SpeedTenthsKilometrePerHour = report.SpeedTenthsKilometrePerHour,
        CourseDegrees = report.CourseDegrees,
        Satellites = report.IsFixValid ? report.Satellites : Math.Min(report.Satellites, SatellitesOfNoFix),
        HdopHundredths = report.HdopHundredths,
        Parameters = string.Create(
            CultureInfo.InvariantCulture,
            $"lock:1:{(report.SealingElement == SealingElementState.Closed ? 1 : 0)},"
                + $"tamper:1:{(report.Case == CaseState.Breached ? 1 : 0)},pwr_int:2:{report.BatteryMillivolts / 1000m:0.000},"
                + $"odo:2:{report.OdometerHundredMetres / 10m:0.0},cause:1:{(byte)report.Cause}"),
    };
}
