namespace NavSeal.Tests.Stories;

public sealed class Way_stories
{
    [Fact]
    public void More_than_a_kilometre_with_the_element_open_is_07_at_the_first_fix_beyond() => Stories.Hold("""
        07:59 report closed north 0       | NoTransportation
        08:00 activate                    | SealActivated
        08:05 report open north 5000      | +01
        08:10 report open north 5600      |
        08:15 report north 5999           |
        08:20 report open north 6001      | +07
        08:25 report open north 9000      |
        08:30 report closed north 9900    | -01 -07
        """);

    [Fact]
    public void The_kilometre_is_the_length_of_the_path() => Stories.Hold("""
        07:59 report closed north 0       | NoTransportation
        08:00 activate                    | SealActivated
        08:05 report open north 0         | +01
        08:10 report open north 600       |
        08:15 report open north 0         | +07
        """);

    [Fact]
    public void It_is_07_too_where_our_own_command_opened() => Stories.Hold("""
        07:59 report closed north 0       | NoTransportation
        08:00 activate                    | SealActivated
        08:04 open-command                |
        08:05 report open north 0         |
        08:10 report open north 1500      | +07
        08:15 report closed north 2000    | -07
        """);

    [Fact]
    [Requirement("EMG-016")]
    public void Under_escort_it_is_a_removal_if_none_lasts() => Stories.Hold("""
        07:59 report closed north 0       | NoTransportation
        08:00 activate union escort       | SealActivated
        08:04 open-command                |
        08:05 report open north 0         |
        08:10 report open north 1500      | +07 +KZ-REMOVAL
        08:15 report closed north 1500    | -07 -KZ-REMOVAL
        08:20 report open north 1500      | +01 +KZ-REMOVAL
        08:25 report open north 3000      | +07
        """);

    [Fact]
    public void Each_opening_has_its_own_kilometre() => Stories.Hold("""
        07:59 report closed north 0       | NoTransportation
        08:00 activate                    | SealActivated
        08:05 report open north 0         | +01
        08:10 report open north 900       |
        08:15 report closed north 900     | -01
        08:20 report open north 900       | +01
        08:25 report open north 1800      |
        08:30 report open north 2000      | +07
        """);

    [Fact]
    public void What_is_travelled_up_to_the_report_that_says_closed_does_not_count() => Stories.Hold("""
        07:59 report closed north 0       | NoTransportation
        08:00 activate                    | SealActivated
        08:05 report open north 0         | +01
        08:10 report closed north 5000    | -01
        08:15 report closed north 9000    |
        """);

    [Fact]
    public void A_fix_that_is_not_believed_makes_no_way() => Stories.Hold("""
        07:59 report closed north 0       | NoTransportation
        08:00 activate                    | SealActivated
        08:05 report open north 0         | +01
        08:10 report open north 50000     | fix-NotReachable
        08:15 report open north 500 satellites 2 | fix-TooFewSatellites
        08:20 report open north 900 invalid | fix-NotValid
        08:25 report open north 900 cell  | fix-NotBySatellite
        08:30 report open null-island     | fix-NullIsland
        08:35 report open north 900       |
        """);

    [Fact]
    public void A_late_fix_lengthens_the_way_and_the_time_is_that_of_the_first_fix_beyond() => Stories.Hold("""
        07:59 report closed north 0       | NoTransportation
        08:00 activate                    | SealActivated
        08:05 report open north 0         | +01
        08:15 report open north 100       |
        08:16 report north 900 measured 08:10 | +07@08:15
        """);

    [Fact]
    public void A_late_opening_makes_the_way_that_was_travelled_since() => Stories.Hold("""
        07:59 report closed north 0       | NoTransportation
        08:00 activate                    | SealActivated
        08:05 report north 0              |
        08:10 report north 800            |
        08:15 report north 1600           |
        08:20 report closed north 2400    |
        08:21 report open measured 08:04  | +01@08:04 +07@08:15 -01@08:20 -07@08:20
        """);

    [Fact]
    public void A_fix_is_reachable_at_two_hundred_kilometres_an_hour() => Stories.Hold("""
        07:59 report closed north 0       | NoTransportation
        08:00 activate                    | SealActivated
        08:05 report closed north 0       |
        08:08 report closed north 9999    |
        08:11 report closed north 20049   | fix-NotReachable
        08:11 report closed north 9900    |
        08:11 report closed north 9990    |
        08:11 report closed north 10091   | fix-NotReachable
        """);

    [Fact]
    public void A_jump_at_more_than_two_hundred_kilometres_an_hour_makes_no_way() => Stories.Hold("""
        07:59 report closed north 0       | NoTransportation
        08:00 activate                    | SealActivated
        08:05 report open north 0         | +01
        08:06 report open north 3350      | fix-NotReachable
        08:07 report open north 900       |
        """);
}
