using System.Text;
using NavSeal.Devices;
using NavSeal.Devices.Eseal;

namespace NavSeal.Tests.Devices;

public sealed class Eseal_framing_tests
{
    private const string Report = EsealWorld.Report, Answer = EsealWorld.Answer;

    private readonly EsealWorld world = new();

    [Fact]
    public void Cutting_does_not_depend_on_how_the_bytes_arrived() => Seeds.Each(300, random =>
    {
        const string letters = "##S,,E##x\r\n";
        var bytes = Encoding.ASCII.GetBytes(
            string.Concat(Enumerable.Range(0, 12).Select(_ => random.Next(5) switch
            {
                0 => "##S,",
                1 => ",E##",
                2 => "\r\n",
                _ => letters[random.Next(letters.Length)].ToString(),
            })));
        var inOnePiece = Cuts(bytes, bytes.Length);
        for (var chunk = 1; chunk < bytes.Length; chunk++) Assert.Equal(inOnePiece, Cuts(bytes, chunk));
    });

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\n")]
    [InlineData("")]
    [InlineData("\r\n\r\n\n")]
    public void A_message_is_answered_whatever_end_of_the_line_follows_it(string end)
    {
        var connection = world.Connect().Read(Report + end + Report + end);
        Assert.Equal([Answer, Answer], connection.Answers);
        Assert.Equal([Report, Report], connection.Lines);
        Assert.Equal((0, 0L), (connection.Batch.Corrupt, connection.Batch.Skipped));
    }

    [Fact]
    public void Messages_glued_together_are_all_answered_in_order_and_half_a_message_waits()
    {
        var connection = world.Connect().Read(Report + Report.Replace("34", "35", StringComparison.Ordinal) + "\r\n" + Report[..40]);
        Assert.Equal([Answer, Answer.Replace("34", "35", StringComparison.Ordinal)], connection.Answers);
        connection.Read(Report[40..]);
        Assert.Equal(3, connection.Answers.Count);
    }

    [Theory]
    [InlineData("hello ")]
    [InlineData("##")]
    [InlineData("##S,")]
    [InlineData("##S,eSeal,4000017,256,3.0.6,Normal,33,2026-11")]
    [InlineData("##S,eSeal,4000017,256\r\n")]
    [InlineData("hello,E##")]
    [InlineData("hello\r\n")]
    [InlineData("\r\n#\n##\n")]
    [InlineData("\0\u0001")]
    public void Noise_before_a_message_is_counted_and_skipped_and_the_message_is_read(string noise)
    {
        var connection = world.Connect().Read($"{noise}{Report}\r\n");
        Assert.Equal([Answer], connection.Answers);
        Assert.Equal([Report], connection.Lines);
        Assert.True(connection.Batch is { Corrupt: > 0, Skipped: > 0 });
        Assert.Null(connection.Session.End);
    }

    [Theory]
    [InlineData(1020)]
    [InlineData(1021)]
    [InlineData(1022)]
    [InlineData(1023)]
    [InlineData(1024)]
    [InlineData(5000)]
    public void A_message_that_does_not_end_does_not_swallow_the_next_one(int length)
    {
        var connection = world.Connect().Read("##S," + new string('x', length - 4) + Report);
        Assert.Equal([Answer], connection.Answers);
        Assert.Equal(length, connection.Batch.Skipped);
    }

    [Fact]
    public void A_run_of_noise_counts_once_and_ends_the_session_after_64_KiB()
    {
        var connection = world.Connect();
        var line = Encoding.ASCII.GetBytes(new string('x', 1023) + "\n");
        for (var n = 0; n < 63; n++) connection.Read(line);
        Assert.Null(connection.Session.End);
        Assert.Equal(1, connection.Batch.Corrupt);
        connection.Read(line);
        Assert.Equal(SessionEnd.Noise, connection.Session.End);
    }

    [Fact]
    public void A_message_of_the_greatest_length_is_read_and_a_longer_one_is_not()
    {
        var rest = EsealFraming.MessageLengthMax - Report.Length;
        var longest = Report.Replace("0:0:0:0", new string('x', rest + 7), StringComparison.Ordinal);
        Assert.Equal([Answer], world.Connect().Read(longest).Answers);
        Assert.Empty(world.Connect().Read(longest.Replace("xx", "xxx", StringComparison.Ordinal)).Answers);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_kept_as_they_came_and_explained_harmlessly()
    {
        var bytes = Encoding.Latin1.GetBytes(Report.Replace("0:0:0:0", "\0\u00C3\u0028\u001B", StringComparison.Ordinal));
        var connection = world.Connect().Read(bytes);
        Assert.Equal([Answer], connection.Answers);
        Assert.Equal(bytes, connection.Batch.BytesOf(connection.Batch.Frames[0]).ToArray());
        Assert.All(EsealExplain.Of(bytes), letter => Assert.True(letter is '\n' or (>= ' ' and <= '~')));
    }

    [Fact]
    public void Taking_a_report_allocates_the_observation_and_nothing_else() =>
        Allocations.HoldObservationsOnly(world.Connect().Session, Encoding.ASCII.GetBytes(Report + "\r\n"));

    /// <summary>What is found; the ends of lines are passed over however many come at once.</summary>
    private static List<string> Cuts(byte[] bytes, int chunk)
    {
        const int lengthMax = 9;
        List<string> found = [];
        byte[] buffered = [];
        foreach (var part in bytes.Chunk(chunk))
        {
            buffered = [.. buffered, .. part];
            while (EsealFraming.TryCut(buffered, lengthMax, out var message, out var consumed) is var cut && cut != Cut.NeedMore)
            {
                if (cut == Cut.Corrupt || !message.IsEmpty)
                    found.Add($"{cut} {Encoding.ASCII.GetString(buffered.AsSpan(0, consumed)).TrimStart('\r', '\n')}");
                buffered = buffered[consumed..];
            }
        }

        return found;
    }
}
