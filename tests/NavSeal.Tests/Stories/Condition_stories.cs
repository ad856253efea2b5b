namespace NavSeal.Tests.Stories;

public sealed class Condition_stories
{
    [Fact]
    [Requirement("EMG-005")]
    public void A_charge_below_fifteen_percent_is_05_and_fifteen_exactly_is_not() => Stories.Hold("""
        07:59 report closed battery 80    | NoTransportation
        08:00 activate                    | SealActivated
        08:05 report battery 15           |
        08:10 report battery 14           | +05
        08:15 report battery 14           |
        08:20 report battery 15           | -05
        08:25 report battery 3            | +05
        """);

    [Fact]
    [Requirement("EMG-002")]
    public void A_breached_case_is_02_once_until_it_is_intact() => Stories.Hold("""
        07:59 report closed intact        | NoTransportation
        08:00 activate                    | SealActivated
        08:05 report closed breached      | +02
        08:10 report closed breached      |
        08:15 report closed               |
        08:20 report closed breached      |
        08:25 report closed intact        | -02
        08:30 report closed breached      | +02
        """);

    [Fact]
    [Requirement("EMG-004")]
    public void A_fault_of_the_seal_is_04() => Stories.Hold("""
        07:59 report closed sound         | NoTransportation
        08:00 activate                    | SealActivated
        08:05 report closed faulty        | +04
        08:10 report closed sound         | -04
        """);

    [Fact]
    [Requirement("EMG-011")]
    public void A_fault_from_before_the_activation_is_raised_by_the_first_report_after_it() => Stories.Hold("""
        07:59 report closed faulty        | NoTransportation
        08:00 activate                    | SealActivated
        08:05 report closed faulty        | +04
        08:10 report closed faulty        |
        """);

    [Fact]
    public void A_fault_measured_at_the_very_instant_of_the_activation_is_raised_by_it() => Stories.Hold("""
        08:00 report closed faulty        | NoTransportation
        08:00 activate                    | SealActivated +04
        08:05 report closed faulty        |
        08:10 report closed sound         | -04
        """);

    [Fact]
    public void A_fault_told_before_the_activation_by_a_clock_ahead_is_raised_by_the_activation() => Stories.Hold("""
        07:59 report closed faulty measured 08:03 | NoTransportation
        08:00 activate                    | SealActivated +04@08:03
        08:05 report closed faulty measured 08:09 |
        """);

    [Fact]
    public void Escort_alone_knows_none_of_the_codes_of_the_Union() => Stories.Hold("""
        07:59 report closed               | NoTransportation
        08:00 activate escort             | SealActivated
        08:05 report closed breached faulty battery 3 |
        08:30 pass                        |
        """);

    [Fact]
    public void Several_conditions_in_one_report_are_several_situations() => Stories.Hold("""
        07:59 report closed               | NoTransportation
        08:00 activate                    | SealActivated
        08:05 report broken breached faulty battery 3 | +02 +04 +05 +01
        08:10 report closed intact sound battery 90 | -02 -04 -05 -01
        """);

    [Fact]
    public void Three_times_the_same_report_is_one_situation() => Stories.Hold("""
        07:59 report closed               | NoTransportation
        08:00 activate                    | SealActivated
        08:05 report breached             | +02
        08:05 report breached             | repeat
        08:06 report breached measured 08:05 | repeat
        """);

    [Fact]
    public void A_late_report_between_two_good_ones_opens_and_ends_at_once() => Stories.Hold("""
        07:59 report closed               | NoTransportation
        08:00 activate                    | SealActivated
        08:05 report intact               |
        08:15 report intact               |
        08:16 report breached measured 08:10 | +02@08:10 -02@08:15
        08:17 report breached measured 08:12 |
        """);

    [Fact]
    public void A_late_report_that_shows_an_earlier_beginning_raises_nothing_again() => Stories.Hold("""
        07:59 report closed               | NoTransportation
        08:00 activate                    | SealActivated
        08:05 report intact               |
        08:15 report breached             | +02
        08:16 report breached measured 08:10 |
        08:17 report intact               | -02
        """);

    [Fact]
    public void A_late_good_report_between_two_bad_ones_makes_two_situations() => Stories.Hold("""
        07:59 report closed               | NoTransportation
        08:00 activate                    | SealActivated
        08:05 report breached             | +02
        08:15 report breached             |
        08:16 report intact measured 08:10 | -02@08:10 +02@08:15
        08:20 report intact               | -02
        """);

    [Fact]
    public void A_late_good_report_before_all_bad_ones_changes_nothing() => Stories.Hold("""
        07:59 report closed               | NoTransportation
        08:00 activate                    | SealActivated
        08:10 report breached             | +02
        08:11 report intact measured 08:05 |
        08:12 report intact measured 08:11 | -02@08:11
        """);

    [Fact]
    [Requirement("MON-005")]
    public void After_deactivation_late_reports_are_judged_for_the_transportation_that_held_the_seal() => Stories.Hold("""
        07:59 report closed               | NoTransportation
        08:00 activate                    | SealActivated
        08:05 report intact               |
        08:12 deactivate                  | SealDeactivated
        08:14 report breached measured 08:10 | +02@08:10 -02@08:12
        08:15 report breached note later  | NoTransportation
        08:16 report breached measured 08:12 |
        """);

    [Fact]
    public void A_seal_on_its_second_transportation_is_judged_for_the_first_by_what_was_measured_then() => Stories.Hold("""
        07:59 report closed               | NoTransportation
        08:00 activate                    | SealActivated
        08:05 report closed intact        |
        08:12 deactivate                  | SealDeactivated
        08:13 report closed intact        | NoTransportation
        08:14 activate                    | SealActivated
        08:15 report closed intact        |
        08:16 report breached measured 08:10 | T1:+02@08:10 T1:-02@08:12
        08:17 report breached             | +02
        """);
}
