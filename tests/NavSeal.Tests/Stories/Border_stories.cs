namespace NavSeal.Tests.Stories;

/// <summary>The start lies in Kazakhstan; 125 km south of it lies Kyrgyzstan.</summary>
public sealed class Border_stories
{
    [Fact]
    [Requirement("MON-015")]
    public void A_crossing_is_the_first_of_two_fixes_in_a_row_beyond_and_names_both_states() => Stories.Hold("""
        06:59 report closed north 0       | NoTransportation
        07:00 activate periods 60/60      | SealActivated
        07:30 report north -60000         |
        08:00 report north -100000        |
        08:30 report north -125000        |
        08:35 report north -126000        | KZ>KG@08:30
        08:40 report north -127000        |
        09:20 report north -60000         |
        09:25 report north -59000         | KG>KZ@09:20
        09:30 report north -58000         |
        """);

    [Fact]
    [Requirement("MON-015")]
    public void Noise_at_a_border_crosses_nothing() => Stories.Hold("""
        06:59 report closed north 0       | NoTransportation
        07:00 activate periods 60/60      | SealActivated
        07:30 report north -60000         |
        08:00 report north -100000        |
        08:30 report north -125000        |
        08:50 report north -100000        |
        09:10 report north -125000        |
        09:30 report north -100000        |
        09:31 report north -100001        |
        10:00 report north -125000 invalid | fix-NotValid
        10:01 report north -125001 cell   | fix-NotBySatellite
        10:02 report north -125001        |
        10:03 report north -125002        | KZ>KG@10:02
        """);

    [Fact]
    [Requirement("MON-015")]
    public void Late_reports_find_what_was_missed_and_repeat_nothing() => Stories.Hold("""
        06:59 report closed north 0       | NoTransportation
        07:00 activate periods 240/240    | SealActivated
        07:10 report north 0              |
        09:00 report north -125000        |
        09:05 report north -126000        | KZ>KG@09:00
        09:06 report north -124000 measured 08:50 |
        09:07 report north -60000 measured 07:45 |
        11:00 report north 0              |
        11:10 report north 1000           | KG>KZ@11:00
        13:00 report north 2000           |
        13:02 report north 2001           |
        13:10 report north -125000 measured 12:00 |
        13:11 report north -125001 measured 12:05 | KZ>KG@12:00 KG>KZ@13:00
        """);

    [Fact]
    public void A_seal_that_begins_beyond_the_border_has_crossed_none() => Stories.Hold("""
        06:59 report closed north -125000 | NoTransportation
        07:00 activate periods 60/60      | SealActivated
        07:30 report north -126000        |
        08:00 report north -127000        |
        """);
}
