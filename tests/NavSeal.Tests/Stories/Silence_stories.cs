namespace NavSeal.Tests.Stories;

[Requirement("EMG-006")]
public sealed class Silence_stories
{
    [Fact]
    public void More_than_two_periods_without_a_report_are_06_at_the_deadline() => Stories.Hold("""
        07:59 report closed               | NoTransportation
        08:00 activate                    | SealActivated
        08:05 report closed               |
        08:15 pass                        |
        08:15:00.001 pass                 | +06@08:15
        09:00 pass                        |
        09:01 report closed               | -06
        09:11 pass                        |
        09:12 pass                        | +06@09:11
        """);

    [Fact]
    public void A_report_at_the_very_deadline_comes_before_it() => Stories.Hold("""
        07:59 report closed               | NoTransportation
        08:00 activate                    | SealActivated
        08:05 report closed               |
        08:15 report closed               |
        08:25 report closed               |
        """);

    [Fact]
    public void A_silence_that_a_report_finds_opens_and_ends_in_one_decision() => Stories.Hold("""
        07:59 report closed               | NoTransportation
        08:00 activate                    | SealActivated
        08:05 report closed               |
        08:30 report closed               | +06@08:15 -06
        """);

    [Fact]
    public void Silence_counts_from_the_activation_at_the_earliest() => Stories.Hold("""
        07:56 report closed               | NoTransportation
        08:00 activate                    | SealActivated
        08:10 pass                        |
        08:10:01 pass                     | +06@08:10
        """);

    [Fact]
    [Requirement("MON-005")]
    public void A_late_report_counts_when_it_is_received_and_ends_the_silence() => Stories.Hold("""
        07:59 report closed               | NoTransportation
        08:00 activate                    | SealActivated
        08:05 report closed               |
        08:30 pass                        | +06@08:15
        08:31 report closed measured 08:10 | -06
        08:41 pass                        |
        08:41:01 pass                     | +06@08:41
        """);

    [Fact]
    public void A_report_with_an_unknown_clock_shows_that_the_seal_lives() => Stories.Hold("""
        07:59 report closed               | NoTransportation
        08:00 activate                    | SealActivated
        08:05 report closed               |
        08:30 pass                        | +06@08:15
        08:31 report open clockless       | UnknownClock -06
        08:42 pass                        | +06@08:41
        """);

    [Fact]
    [Requirement("MON-006")]
    public void A_repeat_is_not_stored_and_so_not_heard() => Stories.Hold("""
        07:59 report closed               | NoTransportation
        08:00 activate                    | SealActivated
        08:05 report closed               |
        08:14 report closed measured 08:05 | repeat
        08:15:01 pass                     | +06@08:15
        """);

    [Fact]
    public void The_period_is_the_one_in_force_at_the_last_report() => Stories.Hold("""
        07:59 report closed               | NoTransportation
        08:00 activate periods 5/30       | SealActivated
        08:05 report closed standing      |
        09:05 pass                        |
        09:05:01 pass                     | +06@09:05
        09:06 report closed standing      | -06
        09:20 report closed moving        |
        09:30:01 pass                     | +06@09:30
        """);

    [Fact]
    public void A_seal_that_does_not_say_whether_it_moves_is_judged_by_its_speed() => Stories.Hold("""
        07:59 report closed               | NoTransportation
        08:00 activate periods 5/30       | SealActivated
        08:05 report closed speed 2       |
        09:05:01 pass                     | +06@09:05
        09:06 report closed speed 3       | -06
        09:16:01 pass                     | +06@09:16
        09:17 report closed               | -06
        09:27:01 pass                     | +06@09:27
        """);

    [Fact]
    public void What_was_measured_earlier_does_not_tell_whether_the_seal_moves_now() => Stories.Hold("""
        07:59 report closed               | NoTransportation
        08:00 activate periods 5/30       | SealActivated
        08:05 report closed moving        |
        08:06 report closed standing measured 08:01 |
        08:16:01 pass                     | +06@08:16
        """);

    [Fact]
    public void While_our_intake_is_stopped_no_seal_is_silent() => Stories.Hold("""
        07:59 report closed               | NoTransportation
        08:00 activate                    | SealActivated
        08:05 report closed               |
        08:12 stop                        |
        08:59 pass                        |
        09:00 resume                      |
        09:10 pass                        |
        09:10:01 pass                     | +06@09:10
        """);

    [Fact]
    public void A_silence_before_our_intake_stopped_stays_one_silence() => Stories.Hold("""
        07:59 report closed               | NoTransportation
        08:00 activate                    | SealActivated
        08:05 report closed               |
        08:20 stop                        | +06@08:15
        08:40 resume                      |
        09:30 pass                        |
        09:31 report closed               | -06
        """);

    [Fact]
    [Requirement("EMG-015")]
    public void Under_escort_more_than_three_hours_are_a_silence_of_their_own() => Stories.Hold("""
        07:59 report closed               | NoTransportation
        08:00 activate escort             | SealActivated
        08:05 report closed               |
        11:05 pass                        |
        11:05:01 pass                     | +KZ-SILENCE@11:05
        11:06 report closed               | -KZ-SILENCE
        14:06 report closed               |
        """);

    [Fact]
    public void Under_both_laws_each_silence_has_its_deadline_and_one_report_ends_both() => Stories.Hold("""
        07:59 report closed               | NoTransportation
        08:00 activate union escort       | SealActivated
        08:05 report closed               |
        11:06 pass                        | +06@08:15 +KZ-SILENCE@11:05
        11:07 report closed               | -06 -KZ-SILENCE
        """);

    [Fact]
    public void Deactivation_ends_what_is_open_and_nothing_is_silent_after_it() => Stories.Hold("""
        07:59 report closed               | NoTransportation
        08:00 activate                    | SealActivated
        08:05 report closed               |
        08:30 deactivate                  | +06@08:15 -06 SealDeactivated
        12:00 pass                        |
        12:01 report closed               | NoTransportation
        """);

    [Fact]
    public void Deactivation_at_the_very_deadline_comes_before_it() => Stories.Hold("""
        07:59 report closed               | NoTransportation
        08:00 activate                    | SealActivated
        08:05 report closed               |
        08:15 deactivate                  | SealDeactivated
        """);
}
