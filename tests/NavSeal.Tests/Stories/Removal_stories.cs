namespace NavSeal.Tests.Stories;

public sealed class Removal_stories
{
    [Fact]
    public void An_opening_during_a_removal_is_covered_and_the_next_one_is_not() => Stories.Hold("""
        07:59 report closed               | NoTransportation
        08:00 activate                    | SealActivated
        08:05 remove CUSTOMS_INSPECTION   | SealRemoved
        08:06 report open                 |
        08:10 report closed               |
        08:11 reapply                     | SealReapplied
        08:15 report closed               |
        08:20 report open                 | +01
        """);

    [Fact]
    public void Openings_at_both_ends_of_a_removal_are_covered() => Stories.Hold("""
        07:59 report closed               | NoTransportation
        08:00 activate                    | SealActivated
        08:05 remove CUSTOMS_INSPECTION   | SealRemoved
        08:06 report open measured 08:05  |
        08:07 report closed               |
        08:11 reapply                     | SealReapplied
        08:12 report open measured 08:11  |
        08:13 report closed               |
        08:14 report open measured 08:13:01 | +01@08:13:01
        """);

    [Fact]
    public void An_opening_before_the_removal_stays_what_it_was() => Stories.Hold("""
        07:59 report closed               | NoTransportation
        08:00 activate                    | SealActivated
        08:04 report open                 | +01
        08:05 remove CUSTOMS_INSPECTION   | SealRemoved
        08:06 report open                 |
        08:10 report closed               | -01
        08:11 reapply                     | SealReapplied
        """);

    [Fact]
    [Requirement("RMV-006")]
    [Requirement("EMG-009")]
    public void More_than_four_hours_without_a_seal_are_07_at_the_limit() => Stories.Hold("""
        07:59 report closed               | NoTransportation
        08:00 activate periods 600/600    | SealActivated
        08:05 remove CARGO_OPERATION      | SealRemoved
        12:05 pass                        |
        12:05:01 pass                     | +07@12:05
        12:10 report closed               |
        12:11 reapply                     | -07 SealReapplied
        """);

    [Fact]
    public void Re_application_at_the_very_limit_comes_before_it() => Stories.Hold("""
        07:59 report closed               | NoTransportation
        08:00 activate periods 600/600    | SealActivated
        08:05 remove CARGO_OPERATION      | SealRemoved
        12:05 reapply                     | SealReapplied
        12:06 pass                        |
        """);

    [Fact]
    [Requirement("RMV-007")]
    public void More_than_a_kilometre_without_a_seal_is_07_whatever_the_element_says() => Stories.Hold("""
        07:59 report closed north 0       | NoTransportation
        08:00 activate                    | SealActivated
        08:05 remove VEHICLE_BREAKDOWN    | SealRemoved
        08:06 report open north 0         |
        08:10 report closed north 999     |
        08:15 report closed north 1100    | +07
        08:20 report open north 5000      |
        08:24 report closed north 5000    |
        08:25 reapply                     | -07 SealReapplied
        08:30 report closed north 9000    |
        """);

    [Fact]
    public void A_removal_is_broken_once() => Stories.Hold("""
        07:59 report closed north 0       | NoTransportation
        08:00 activate periods 600/600    | SealActivated
        08:05 remove VEHICLE_BREAKDOWN    | SealRemoved
        08:06 report open north 0         |
        08:15 report open north 1100      | +07
        13:00 pass                        |
        13:05 report closed north 1100    |
        13:06 reapply                     | -07 SealReapplied
        13:07 remove VEHICLE_BREAKDOWN    | SealRemoved
        17:08 pass                        | +07@17:07
        """);

    [Fact]
    public void What_was_travelled_before_the_removal_does_not_count() => Stories.Hold("""
        07:59 report closed north 0       | NoTransportation
        08:00 activate                    | SealActivated
        08:04 report closed north 4000    |
        08:05 remove VEHICLE_BREAKDOWN    | SealRemoved
        08:06 report open north 6000      |
        08:10 report open north 6900      |
        """);

    [Fact]
    public void A_way_found_after_the_re_application_opens_and_ends_at_once() => Stories.Hold("""
        07:59 report closed north 0       | NoTransportation
        08:00 activate                    | SealActivated
        08:05 remove VEHICLE_BREAKDOWN    | SealRemoved
        08:10 report closed north 0       |
        08:11 reapply                     | SealReapplied
        08:12 report open north 600 measured 08:06 |
        08:12 report open north 0 measured 08:08 |
        08:12 report open north 500 measured 08:09 | +07@08:09 -07@08:11
        """);

    [Fact]
    public void Under_escort_a_broken_removal_is_a_removal_without_right() => Stories.Hold("""
        07:59 report closed north 0       | NoTransportation
        08:00 activate union escort periods 600/600 | SealActivated
        08:05 remove VEHICLE_BREAKDOWN    | SealRemoved
        08:06 report open north 0         |
        08:15 report open north 1100      | +07 +KZ-REMOVAL
        08:20 report closed north 1100    |
        08:21 reapply                     | -07 -KZ-REMOVAL SealReapplied
        """);

    [Fact]
    public void Under_escort_the_limit_of_time_counts_too() => Stories.Hold("""
        07:59 report closed               | NoTransportation
        08:00 activate union escort periods 600/600 | SealActivated
        08:05 remove VEHICLE_BREAKDOWN    | SealRemoved
        11:00 report open                 |
        13:00 pass                        | +07@12:05 +KZ-REMOVAL@12:05
        """);

    [Fact]
    [Requirement("RMV-001")]
    public void A_removal_needs_a_reason_of_the_list_and_a_seal_that_is_applied() => Stories.Hold("""
        07:58 remove CUSTOMS_INSPECTION   | refused UnknownTransportation
        07:59 report closed               | NoTransportation
        08:00 activate                    | SealActivated
        08:05 remove BECAUSE              | refused UnknownReason
        08:05 remove customs_inspection   | refused UnknownReason
        08:05 remove CUSTOMS_INSPECTION   | SealRemoved
        08:06 remove CUSTOMS_INSPECTION   | refused AlreadyRemoved
        08:07 deactivate                  | SealDeactivated
        08:08 remove CUSTOMS_INSPECTION   | refused NotUnderTracking
        """);

    [Fact]
    public void Re_application_needs_a_closed_report_not_older_than_one_period() => Stories.Hold("""
        07:59 report closed               | NoTransportation
        08:00 activate                    | SealActivated
        08:01 reapply                     | refused NotRemoved
        08:02 remove CUSTOMS_INSPECTION   | SealRemoved
        08:03 report open                 |
        08:04 reapply                     | refused ElementNotClosed
        08:05 report closed               |
        08:10:01 reapply                  | refused ReportTooOld
        08:11 report closed               |
        08:16 reapply                     | SealReapplied
        """);

    [Fact]
    public void Deactivation_of_a_removed_seal_ends_the_removal() => Stories.Hold("""
        07:59 report closed               | NoTransportation
        08:00 activate periods 600/600    | SealActivated
        08:05 remove CUSTOMS_INSPECTION   | SealRemoved
        13:00 deactivate                  | +07@12:05 -07 SealDeactivated
        """);

    [Fact]
    public void While_the_seal_is_off_its_silence_is_still_a_silence() => Stories.Hold("""
        07:59 report closed               | NoTransportation
        08:00 activate                    | SealActivated
        08:05 remove CUSTOMS_INSPECTION   | SealRemoved
        08:20 pass                        | +06@08:10
        """);

    [Fact]
    public void Our_deafness_does_not_stop_the_limit_of_a_removal() => Stories.Hold("""
        07:59 report closed               | NoTransportation
        08:00 activate periods 600/600    | SealActivated
        08:05 remove CUSTOMS_INSPECTION   | SealRemoved
        12:00 stop                        |
        12:30 resume                      | +07@12:05
        """);
}
