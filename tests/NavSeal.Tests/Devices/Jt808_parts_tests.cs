using NavSeal.Devices.Jt808;

namespace NavSeal.Tests.Devices;

public sealed class Jt808_parts_tests
{
    private readonly Jt808World world = new();

    [Fact]
    public void A_content_in_parts_is_read_once_it_is_whole_and_each_part_is_answered()
    {
        var connection = world.Connect();
        foreach (var part in Parts()) connection.Read(part);
        Assert.Equal(["8001 FFFF070400", "8001 0000070400", "8001 0001070400"], connection.Answers);
        Assert.Equal(2, connection.Observations.Count(observation => observation.Fix is not null));
        Assert.Equal(Parts().SelectMany(part => part), connection.Frames[^1]);
    }

    [Fact]
    public void Parts_may_come_in_any_order_and_twice()
    {
        var parts = Parts();
        var connection = world.Connect();
        foreach (var part in new[] { parts[1], parts[1], parts[0], parts[2] }) connection.Read(part);
        Assert.Equal(2, connection.Observations.Count(observation => observation.Fix is not null));
        Assert.Equal(4, connection.Answers.Count);
    }

    [Fact]
    public void Parts_that_are_missing_at_the_last_one_are_asked_for()
    {
        var parts = Parts();
        var connection = world.Connect().Read(parts[0]).Read(parts[2]);
        Assert.Equal(["8001 FFFF070400", "8001 0001070400", "8003 FFFF010002"], connection.Answers);
        connection.Read(parts[1]);
        Assert.Equal(2, connection.Observations.Count(observation => observation.Fix is not null));
    }

    [Fact]
    public void Missing_parts_are_asked_for_once_and_again_only_when_something_new_came()
    {
        var parts = Parts();
        var connection = world.Connect().Read(parts[2]).Read(parts[2]).Read(parts[2]);
        Assert.Equal(["8003 FFFF0200010002"], connection.Answers.Where(answer => answer.StartsWith("8003", StringComparison.Ordinal)));
        connection.Read(parts[0]).Read(parts[2]).Read(parts[2]);
        Assert.Equal(
            ["8003 FFFF0200010002", "8003 FFFF010002"],
            connection.Answers.Where(answer => answer.StartsWith("8003", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_part_waits_a_bounded_time_for_the_others()
    {
        var parts = Parts();
        var connection = world.Connect().Read(parts[0]).Read(parts[1]);
        connection.Clock += Jt808Assemblies.WaitMax + TimeSpan.FromSeconds(1);
        connection.Read(parts[2]);
        Assert.DoesNotContain(connection.Observations, observation => observation.Fix is not null);
        Assert.Equal("8003 FFFF0200010002", connection.Answers[^1]);
    }

    [Fact]
    public void Few_contents_are_under_way_at_once_and_the_oldest_makes_room()
    {
        var connection = world.Connect();
        var all = Enumerable.Range(0, Jt808Assemblies.CountMax + 1).Select(n => Parts((ushort)(n * 100))).ToArray();
        foreach (var parts in all) connection.Read(parts[0]).Read(parts[1]);
        foreach (var parts in all.Reverse()) connection.Read(parts[2]);
        Assert.Equal(2 * Jt808Assemblies.CountMax, connection.Observations.Count(observation => observation.Fix is not null));
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(4, 3)]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    public void A_part_that_cannot_be_one_is_refused(byte part, byte of)
    {
        byte[] plain = [0x07, 0x04, 0x20, 0x01, 0x01, 0x38, 0x00, 0x00, 0x00, 0x17, 0x00, 0x05, 0, of, 0, part, 0xAA];
        var connection = world.Connect().Read(Jt808World.Framed(plain));
        Assert.Equal(["8001 0005070402"], connection.Answers);
    }

    [Fact]
    public void A_content_in_more_parts_than_are_kept_is_evidence_and_no_more()
    {
        byte[] plain = [0x07, 0x04, 0x20, 0x01, 0x01, 0x38, 0x00, 0x00, 0x00, 0x17, 0x00, 0x05, 0xFF, 0xFF, 0, 1, 0xAA];
        var connection = world.Connect().Read(Jt808World.Framed(plain));
        Assert.Equal(["8001 0005070400"], connection.Answers);
        Assert.Null(connection.Single.Fix);
    }

    [Fact]
    public void A_registration_in_parts_is_answered_at_each_of_them()
    {
        var connection = world.Connect().Read(Jt808World.Sent(
            (device, output) => device.SendParts(output, Jt808MessageId.Register, new byte[60], 30)));
        Assert.All(connection.Answers, answer => Assert.StartsWith("8100 ", answer, StringComparison.Ordinal));
        Assert.Equal(2, connection.Answers.Count);
    }

    /// <summary>Two locations in three parts; the numbers wrap.</summary>
    private static byte[][] Parts(ushort first = ushort.MaxValue)
    {
        byte[] body = [0, 2, 1, .. Location(1), .. Location(2)];
        var bytes = Jt808World.Sent((device, output) => device.SendParts(output, Jt808MessageId.Batch, body, 30), first: first);
        var ends = Enumerable.Range(0, bytes.Length).Where(at => bytes[at] == 0x7E).ToArray();
        return [.. ends.Chunk(2).Select(pair => bytes[pair[0]..(pair[1] + 1)])];
    }

    private static byte[] Location(byte satellites)
    {
        var body = new byte[100];
        var length = Jt808Encoder.Write(body, Jt808World.At(items: [0x31, 1, satellites]));
        return [0, (byte)length, .. body[..length]];
    }
}
