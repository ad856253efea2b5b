namespace NavSeal.Tests.Stories;

[Requirement("EMG-001")]
public sealed class Opening_stories
{
    [Fact]
    public void An_opening_without_a_command_is_01_once_until_the_element_is_closed() => Stories.Hold("""
        07:59 report closed               | NoTransportation
        08:00 activate                    | SealActivated
        08:05 report open                 | +01
        08:10 report broken               |
        08:15 report battery 50           |
        08:20 report closed               | -01
        08:25 report open                 | +01
        """);

    [Fact]
    [Requirement("EMG-016")]
    public void Under_escort_it_is_a_removal_and_under_both_laws_it_is_both() => Stories.Hold("""
        07:59 report closed               | NoTransportation
        08:00 activate union escort       | SealActivated
        08:05 report open                 | +01 +KZ-REMOVAL
        08:10 report closed               | -01 -KZ-REMOVAL
        08:12 deactivate                  | SealDeactivated
        08:13 activate escort             | SealActivated
        08:14 report broken               | +KZ-REMOVAL
        """);

    [Fact]
    public void A_command_is_in_force_from_its_sending_on() => Stories.Hold("""
        07:59 report closed               | NoTransportation
        08:00 activate                    | SealActivated
        08:05 open-command                |
        08:06 report open measured 08:05  |
        """);

    [Fact]
    public void An_opening_measured_before_the_sending_is_not_covered() => Stories.Hold("""
        07:59 report closed               | NoTransportation
        08:00 activate                    | SealActivated
        08:05 open-command                |
        08:06 report open measured 08:04:59 | +01@08:04:59
        """);

    [Fact]
    public void A_command_is_in_force_for_thirty_minutes_and_at_their_very_end() => Stories.Hold("""
        07:59 report closed               | NoTransportation
        08:00 activate periods 60/60      | SealActivated
        08:05 open-command                |
        08:35 report open                 |
        08:40 report closed               |
        """);

    [Fact]
    public void After_thirty_minutes_a_command_is_in_force_no_longer() => Stories.Hold("""
        07:59 report closed               | NoTransportation
        08:00 activate periods 60/60      | SealActivated
        08:05 open-command                |
        08:35:01 report open              | +01
        """);

    [Fact]
    public void An_opening_that_began_under_a_command_stays_covered_until_the_element_reports_closed() => Stories.Hold("""
        07:59 report closed               | NoTransportation
        08:00 activate periods 60/60      | SealActivated
        08:05 open-command                |
        08:06 report open                 |
        09:30 report open                 |
        09:40 report closed               |
        09:41 report open                 | +01
        """);

    [Fact]
    public void The_first_closed_report_after_the_opening_uses_the_command_up() => Stories.Hold("""
        07:59 report closed               | NoTransportation
        08:00 activate                    | SealActivated
        08:05 open-command                |
        08:06 report open                 |
        08:10 report closed               |
        08:12 report open                 | +01
        """);

    [Fact]
    public void A_closed_report_before_the_opening_does_not_use_the_command_up() => Stories.Hold("""
        07:59 report closed               | NoTransportation
        08:00 activate                    | SealActivated
        08:05 open-command                |
        08:06 report closed               |
        08:10 report open                 |
        """);

    [Fact]
    public void A_second_command_covers_a_second_opening() => Stories.Hold("""
        07:59 report closed               | NoTransportation
        08:00 activate                    | SealActivated
        08:05 open-command                |
        08:06 report open                 |
        08:10 report closed               |
        08:11 open-command                |
        08:12 report open                 |
        """);

    [Fact]
    public void A_close_command_ends_the_permission_and_at_its_very_instant_it_still_holds() => Stories.Hold("""
        07:59 report closed               | NoTransportation
        08:00 activate                    | SealActivated
        08:05 open-command                |
        08:06 close-command               |
        08:08 report open measured 08:06  |
        08:10 report closed               |
        08:11 open-command                |
        08:12 close-command               |
        08:13 report open                 | +01
        """);

    [Fact]
    public void A_command_ends_with_the_deactivation() => Stories.Hold("""
        07:59 report closed               | NoTransportation
        08:00 activate                    | SealActivated
        08:05 open-command                |
        08:06 deactivate                  | SealDeactivated
        08:07 activate                    | refused ReportTooOld
        08:08 report closed               | NoTransportation
        08:09 activate                    | SealActivated
        08:10 report open                 | +01
        """);

    [Fact]
    public void Nothing_is_raised_by_what_is_measured_after_deactivation() => Stories.Hold("""
        07:59 report closed               | NoTransportation
        08:00 activate                    | SealActivated
        08:06 deactivate                  | SealDeactivated
        08:07 report open                 | NoTransportation
        """);

    [Fact]
    public void A_late_report_that_moves_an_opening_before_its_command_raises_01() => Stories.Hold("""
        07:59 report closed               | NoTransportation
        08:00 activate                    | SealActivated
        08:05 open-command                |
        08:06 report open                 |
        08:07 report open measured 08:04  | +01@08:04
        08:08 report open measured 08:03  |
        08:09 report closed               | -01
        """);

    [Fact]
    public void A_late_closed_report_cuts_an_opening_in_two_and_uses_the_command_up() => Stories.Hold("""
        07:59 report closed               | NoTransportation
        08:00 activate                    | SealActivated
        08:05 open-command                |
        08:06 report open                 |
        08:10 report open                 |
        08:11 report closed measured 08:08 | +01@08:10
        """);

    [Fact]
    public void A_late_opening_uses_up_the_command_of_a_later_one() => Stories.Hold("""
        07:59 report closed               | NoTransportation
        08:00 activate                    | SealActivated
        08:05 open-command                |
        08:09 report closed               |
        08:12 report open                 |
        08:13 report open measured 08:07  | +01@08:12
        """);

    [Fact]
    [Requirement("MON-005")]
    public void An_opening_in_a_silence_is_found_when_the_memory_of_the_seal_arrives() => Stories.Hold("""
        07:59 report closed               | NoTransportation
        08:00 activate                    | SealActivated
        08:05 report closed               |
        09:00 pass                        | +06@08:15
        09:01 report closed measured 08:10 | -06
        09:01 report open measured 08:15  | +01@08:15
        09:01 report open measured 08:20  |
        09:01 report closed measured 08:25 | -01@08:25
        09:01 report closed               |
        """);

    [Fact]
    public void The_same_with_the_live_report_before_the_memory() => Stories.Hold("""
        07:59 report closed               | NoTransportation
        08:00 activate                    | SealActivated
        08:05 report closed               |
        09:00 report closed               | +06@08:15 -06
        09:01 report closed measured 08:10 |
        09:01 report open measured 08:15  | +01@08:15 -01@09:00
        09:01 report open measured 08:20  |
        09:01 report closed measured 08:25 |
        """);

    [Fact]
    public void The_same_with_the_memory_read_backwards() => Stories.Hold("""
        07:59 report closed               | NoTransportation
        08:00 activate                    | SealActivated
        08:05 report closed               |
        09:00 report closed               | +06@08:15 -06
        09:01 report closed measured 08:25 |
        09:01 report open measured 08:20  | +01@08:20 -01@08:25
        09:01 report open measured 08:15  |
        09:01 report closed measured 08:10 |
        """);

    [Fact]
    public void A_report_of_another_content_at_the_same_instant_is_another_report() => Stories.Hold("""
        07:59 report closed               | NoTransportation
        08:00 activate                    | SealActivated
        08:05 report closed               |
        08:05 report open                 | +01
        08:05 report open                 | repeat
        """);

    [Fact]
    public void Under_escort_a_situation_found_more_than_an_hour_late_could_not_be_met() => Stories.Hold("""
        07:59 report closed               | NoTransportation
        08:00 activate escort             | SealActivated
        08:05 report closed               |
        09:10 report open measured 08:10  | +KZ-REMOVAL@08:10
        09:10 report closed measured 08:20 | -KZ-REMOVAL@08:20
        10:10 report open measured 09:09  | +KZ-REMOVAL@09:09 (could not be met)
        """);
}
