namespace NavSeal.Tests.Stories;

[Requirement("ACT-010")]
public sealed class Activation_stories
{
    [Fact]
    public void It_needs_a_closed_report_not_older_than_one_period() => Stories.Hold("""
        07:50 activate                    | refused ElementNotClosed
        07:51 report battery 80           | NoTransportation
        07:52 activate                    | refused ElementNotClosed
        07:53 report open                 | NoTransportation
        07:54 activate                    | refused ElementNotClosed
        07:55 report closed               | NoTransportation
        08:00:01 activate                 | refused ReportTooOld
        08:01 report closed               | NoTransportation
        08:06 activate                    | SealActivated
        """);

    [Fact]
    public void The_period_is_that_of_a_standing_seal_where_it_stands() => Stories.Hold("""
        07:35 report closed standing      | NoTransportation
        08:05:01 activate periods 5/30    | refused ReportTooOld
        08:05 activate periods 5/30       | SealActivated
        """);

    [Fact]
    public void The_age_of_a_report_counts_from_its_measuring() => Stories.Hold("""
        08:00 report closed measured 07:50 | NoTransportation
        08:01 activate                    | refused ReportTooOld
        08:02 report closed clockless     | UnknownClock
        08:03 activate                    | refused ReportTooOld
        """);

    [Fact]
    public void A_late_closed_report_does_not_hide_a_later_open_one() => Stories.Hold("""
        08:00 report open                 | NoTransportation
        08:01 report closed measured 07:59 | NoTransportation
        08:02 activate                    | refused ElementNotClosed
        """);

    [Fact]
    public void A_charge_below_fifteen_percent_is_refused() => Stories.Hold("""
        07:59 report closed battery 14    | NoTransportation
        08:00 activate                    | refused ChargeTooLow
        08:01 report closed battery 15    | NoTransportation
        08:02 activate                    | SealActivated
        """);

    [Fact]
    public void A_breached_case_is_not_refused_for_no_rule_says_so_but_is_02() => Stories.Hold("""
        07:59 report closed breached      | NoTransportation
        08:00 activate                    | SealActivated
        08:05 report closed breached      | +02
        08:10 report closed intact        | -02
        """);

    [Fact]
    public void It_names_a_law_and_periods_within_reason() => Stories.Hold("""
        07:59 report closed               | NoTransportation
        08:00 activate lawless            | refused NoRegime
        08:00 activate periods 0/5        | refused PeriodOutOfRange
        08:00 activate periods 5/1441     | refused PeriodOutOfRange
        08:00 activate periods 1440/1440  | SealActivated
        """);

    [Fact]
    public void A_seal_tracks_one_transportation_at_a_time() => Stories.Hold("""
        07:59 report closed               | NoTransportation
        08:00 activate                    | SealActivated
        08:01 activate                    | refused SealInUse
        08:02 deactivate                  | SealDeactivated
        08:03 deactivate                  | refused NotUnderTracking
        08:04 activate                    | SealActivated
        """);
}
