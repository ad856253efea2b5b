namespace NavSeal.Tests.Stories;

public sealed class Horizon_stories
{
    [Fact]
    public void A_report_of_thirty_days_ago_is_judged_and_an_older_one_is_only_stored() => Stories.Hold("""
        1/07:59 report closed             | NoTransportation
        1/08:00 activate periods 1440/1440 | SealActivated
        31/08:05 report open measured 1/08:05 | +06@3/08:00 -06 +01@1/08:05
        31/08:06 report closed measured 1/08:05:59 | BeyondHorizon
        """);

    [Fact]
    public void A_clock_more_than_the_horizon_before_the_activation_is_an_unknown_clock() => Stories.Hold("""
        51/07:59 report closed            | NoTransportation
        51/08:00 activate                 | SealActivated
        51/08:05 report open measured 1/08:00 | UnknownClock
        51/08:06 report open measured 21/07:59:59 | UnknownClock
        51/08:07 report open measured 21/08:00 | BeyondHorizon
        51/08:08 report open measured 51/07:59:30 | NoTransportation
        """);

    [Fact]
    public void A_clock_more_than_a_day_ahead_is_an_unknown_clock() => Stories.Hold("""
        07:59 report closed               | NoTransportation
        08:00 activate                    | SealActivated
        08:05 report open measured 2/08:05:01 | UnknownClock
        08:06 report open measured 2/08:06 | +01@2/08:06
        """);

    [Fact]
    public void A_report_without_a_clock_is_a_repeat_for_less_than_any_period_and_new_after_it() => Stories.Hold("""
        07:59:00 report closed clockless  | UnknownClock
        07:59:09 report closed clockless  | repeat
        07:59:10 report closed clockless  | UnknownClock
        07:59:11 report open clockless    | UnknownClock
        """);

    [Fact]
    public void A_seal_without_a_clock_that_says_the_same_each_period_lives() => Stories.Hold("""
        07:59 report closed               | NoTransportation
        08:00 activate periods 1/1        | SealActivated
        08:01 report closed clockless     | UnknownClock
        08:02 report closed clockless     | UnknownClock
        08:03:01 report closed clockless  | UnknownClock
        08:05:01 pass                     |
        08:05:02 pass                     | +06@08:05:01
        """);

    [Fact]
    public void A_fix_without_a_clock_is_not_believed() => Stories.Hold("""
        07:59 report closed north 0 clockless | UnknownClock fix-UnknownClock
        """);
}
