using System.Text;
using NavSeal.Model.Seals;

namespace NavSeal.Tests.Devices;

public sealed class Jointech_command_tests
{
    private readonly JointechWorld world = new();

    [Fact]
    public void A_lock_is_given_new_periods_and_repeats_them()
    {
        var connection = Named();
        Assert.Equal("(P04,1,60,30)"u8.ToArray(), connection.Session.Give(GivenCommands.Periods(60, 1_800, 5)));
        connection.Read(new GoldenFrames("jointech").Bytes("periods-taken"));
        Assert.Equal("S1 5+", connection.Batch.Words());
        Assert.Null(Assert.Single(connection.Observations).MeasuredAt);
        connection.Read(new GoldenFrames("jointech").Bytes("periods-taken"));
        Assert.Single(connection.Batch.Answers);
    }

    [Theory]
    [InlineData("(7500000017,P04,60,5)")]
    [InlineData("(7500000017,P04,60,300)")]
    [InlineData("(7500000017,P04,60)")]
    [InlineData("(7500000017,P04,60,30,1)")]
    [InlineData("(7500000017,P04,1,60,30)")]
    [InlineData("(7500000017,P43,60,30)")]
    [InlineData("(7500000017,P44,112233)")]
    [InlineData("(7500000017,P52,0,000000,112233)")]
    [InlineData("(7500000017,P04,60,30")]
    [InlineData("(7500000025,P04,60,30)")]
    [InlineData("(7500000017,@JT)")]
    public void Another_answer_does_nothing(string text)
    {
        var connection = Named();
        connection.Session.Give(GivenCommands.Periods(60, 1_800));
        Assert.Empty(connection.Read(text).Batch.Answers);
    }

    [Fact]
    public void An_answer_that_nobody_asked_for_is_evidence_alone()
    {
        var connection = Named().Read("(7500000017,P04,60,30)");
        Assert.Empty(connection.Batch.Answers);
        Assert.Single(connection.Frames);
    }

    [Fact]
    public void The_latest_periods_are_those_that_an_answer_can_repeat()
    {
        var connection = Named();
        connection.Session.Give(GivenCommands.Periods(60, 1_800, 5));
        connection.Session.Give(GivenCommands.Periods(30, 300, 6));
        connection.Read("(7500000017,P04,60,30)(7500000017,P04,30,5)");
        Assert.Equal("S1 6+", connection.Batch.Words());
    }

    [Theory]
    [InlineData(5, 300, "(P04,1,5,5)")]
    [InlineData(600, 86_400, "(P04,1,600,1440)")]
    [InlineData(4, 1_800, null)]
    [InlineData(601, 1_800, null)]
    [InlineData(60, 1_740, null)]
    [InlineData(60, 86_460, null)]
    [InlineData(60, 1_830, null)]
    [InlineData(60, 60, null)]
    public void Periods_beyond_what_a_lock_counts_are_not_sent(int moving, int standing, string? text) => Assert.Equal(
        text, Named().Session.Give(GivenCommands.Periods(moving, standing)) is { } bytes ? Encoding.ASCII.GetString(bytes) : null);

    [Fact]
    public void A_lock_is_not_opened_without_a_password_nor_closed_nor_asked_for_its_position()
    {
        foreach (var kind in new[] { DeviceCommandKind.Open, DeviceCommandKind.Close, DeviceCommandKind.AskPosition })
            Assert.Null(Named().Session.Give(GivenCommands.Of(kind)));
    }

    [Fact]
    public void A_lock_is_opened_by_its_password()
    {
        Assert.True(SealSecret.TryParse("112233", out var secret));
        var connection = Named();
        var bytes = connection.Session.Give(GivenCommands.Of(DeviceCommandKind.Open, 7) with { Secret = secret });
        Assert.Equal("(P43,112233)"u8.ToArray(), bytes);
        connection.Read("(7500000017,P43,1,0)(7500000017,P43,1,0)");
        Assert.Equal("S1 7+", connection.Batch.Words());
        Assert.Equal(2, connection.Frames.Count);
    }

    [Theory]
    [InlineData("(7500000017,P43,0,3)", "S1 7- wrong passwords: 3")]
    [InlineData("(7500000017,P43,0)", "S1 7- wrong password")]
    [InlineData("(7500000017,P43,0,112233)", "S1 7- wrong password")]
    [InlineData("(7500000017,P43,2,0)", "")]
    [InlineData("(7500000017,P43)", "")]
    [InlineData("(7500000025,P43,1,0)", "")]
    public void What_a_lock_answers_to_a_password_is_told_without_it(string answer, string words)
    {
        Assert.True(SealSecret.TryParse("112233", out var secret));
        var connection = Named();
        connection.Session.Give(GivenCommands.Of(DeviceCommandKind.Open, 7) with { Secret = secret });
        Assert.Equal(words, connection.Read(answer).Batch.Words());
    }

    private GivenConnection Named() => world.Connect().Read("(7500000017,@JT)");
}
