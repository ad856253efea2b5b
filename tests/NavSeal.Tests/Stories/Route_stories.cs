namespace NavSeal.Tests.Stories;

/// <summary>The route goes along the parallel of the start, so that metres north are metres off it.</summary>
public sealed class Route_stories
{
    [Fact]
    [Requirement("EMG-003")]
    [Requirement("MON-010")]
    public void More_than_fifty_kilometres_off_the_route_twice_in_a_row_is_03_and_fifty_exactly_is_not() => Stories.Hold("""
        06:59 report closed north 0       | NoTransportation
        07:00 activate route periods 60/60 | SealActivated
        07:30 report north 49999          |
        08:00 report north 49999 note exactly |
        08:05 report north 50002          |
        08:10 report north 49999          |
        08:15 report north 50002          |
        08:20 report north 50003          | +03
        08:25 report north 60000          |
        08:30 report north 49000          |
        08:35 report north 51000          |
        08:40 report north 49000          |
        08:45 report north 48000          | -03
        08:50 report north 51000          |
        08:55 report north 51001          | +03
        """);

    [Fact]
    [Requirement("MON-012")]
    public void By_rail_it_is_never_03() => Stories.Hold("""
        06:59 report closed north 0       | NoTransportation
        07:00 activate rail route periods 60/60 | SealActivated
        07:30 report north 60000          |
        08:00 report north 61000          |
        08:30 report north 62000          |
        """);

    [Fact]
    public void Without_a_route_nothing_is_a_deviation() => Stories.Hold("""
        06:59 report closed north 0       | NoTransportation
        07:00 activate union escort periods 60/60 | SealActivated
        07:30 report north 60000          |
        08:00 report north 61000          |
        """);

    [Fact]
    [Requirement("MON-011")]
    public void Another_limit_of_the_authority_judges_what_comes_after_it() => Stories.Hold("""
        06:59 report closed north 0       | NoTransportation
        07:00 activate route periods 60/60 | SealActivated
        07:30 report north 30000          |
        07:35 report north 30001          |
        07:40 limit 20                    |
        07:45 report north 30002          |
        07:50 report north 30003          | +03
        07:55 limit 40                    |
        08:00 report north 30004          |
        08:05 report north 30005          | -03
        08:10 report north 30006 measured 07:37 |
        """);

    [Fact]
    [Requirement("EMG-017")]
    public void Under_escort_the_half_width_of_the_set_route_counts_and_only_where_one_is_set() => Stories.Hold("""
        06:59 report closed north 0       | NoTransportation
        07:00 activate escort route periods 60/60 | SealActivated
        07:30 report north 24999          |
        07:35 report north 25002          |
        07:40 report north 25003          | +KZ-DEVIATION
        07:45 report north 24000          |
        07:50 report north 23000          | -KZ-DEVIATION
        08:00 deactivate                  | SealDeactivated
        08:01 report closed north 23000   | NoTransportation
        08:02 activate escort periods 60/60 | SealActivated
        08:30 report north 40000          |
        08:35 report north 40001          |
        """);

    [Fact]
    [Requirement("EMG-017")]
    public void A_route_whose_row_says_another_half_width_is_held_against_that_from_its_entry_on() => Stories.Hold("""
        06:59 report closed north 0       | NoTransportation
        07:00 activate escort route periods 60/60 | SealActivated
        07:30 report north 8000           |
        07:31 report north 8001           |
        07:32 half-width 5                |
        07:35 report north 8002           |
        07:40 report north 8003           | +KZ-DEVIATION
        """);

    [Fact]
    [Requirement("EMG-015")]
    public void Both_regimes_judge_by_their_own_limits() => Stories.Hold("""
        06:59 report closed north 0       | NoTransportation
        07:00 activate union escort route periods 60/60 | SealActivated
        07:30 report north 30000          |
        07:35 report north 30001          | +KZ-DEVIATION
        07:55 report north 55000          |
        08:00 report north 55001          | +03
        08:20 report north 30002          |
        08:25 report north 30003          | -03
        08:45 report north 10000          |
        08:50 report north 10001          | -KZ-DEVIATION
        """);

    [Fact]
    [Requirement("MON-010")]
    public void A_fix_that_is_not_believed_raises_nothing_and_is_kept_with_its_reason() => Stories.Hold("""
        06:59 report closed north 0       | NoTransportation
        07:00 activate route periods 60/60 | SealActivated
        07:05 report north 60000          | fix-NotReachable
        07:10 report north 60001          | fix-NotReachable
        07:30 report north 60002          |
        07:31 report north 60003 satellites 2 | fix-TooFewSatellites
        07:32 report north 60004 invalid  | fix-NotValid
        07:33 report battery 50           |
        07:35 report north 60005          | +03
        """);

    [Fact]
    public void Two_fixes_of_one_instant_are_not_two_in_a_row() => Stories.Hold("""
        06:59 report closed north 0       | NoTransportation
        07:00 activate route periods 60/60 | SealActivated
        07:30 report north 60000          |
        07:31 report north 60000 battery 50 measured 07:30 |
        07:35 report north 60001          | +03
        """);

    [Fact]
    [Requirement("MON-005")]
    public void A_late_fix_between_two_makes_the_pair_and_raises_nothing_twice() => Stories.Hold("""
        06:59 report closed north 0       | NoTransportation
        07:00 activate route periods 60/60 | SealActivated
        07:30 report north 60000          |
        08:00 report north 10000          |
        08:01 report north 60001 measured 07:35 | +03@07:35
        08:02 report north 60002 measured 07:37 |
        08:03 report north 10001          | -03
        08:04 report north 60003 measured 07:33 |
        """);

    [Fact]
    [Requirement("MON-005")]
    public void Two_late_fixes_within_the_limit_cut_a_deviation_in_two() => Stories.Hold("""
        06:59 report closed north 0       | NoTransportation
        07:00 activate route periods 60/60 | SealActivated
        07:30 report north 52000          |
        07:35 report north 52001          | +03
        07:55 report north 52002          |
        08:00 report north 52003          |
        08:01 report north 48000 measured 07:40 |
        08:02 report north 48001 measured 07:45 | -03@07:45 +03@08:00
        """);

    [Fact]
    public void A_deviation_found_after_the_deactivation_ends_with_it() => Stories.Hold("""
        06:59 report closed north 0       | NoTransportation
        07:00 activate route periods 60/60 | SealActivated
        07:30 report north 60000          |
        07:40 deactivate                  | SealDeactivated
        07:41 report north 60001 measured 07:35 | +03@07:35 -03@07:40
        """);

    [Fact]
    public void The_fixes_of_a_former_transportation_are_not_in_a_row_with_those_of_the_next() => Stories.Hold("""
        06:59 report closed north 0       | NoTransportation
        07:00 activate route periods 60/60 | SealActivated
        07:30 report closed north 60000   |
        07:40 deactivate                  | SealDeactivated
        07:41 report closed north 60001   | NoTransportation
        07:42 activate route periods 60/60 | SealActivated
        07:45 report north 60002          |
        07:46 report north 60003          | +03
        """);
}
