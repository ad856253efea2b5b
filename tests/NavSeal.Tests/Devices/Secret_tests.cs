using System.Text;
using NavSeal.Devices;
using NavSeal.Devices.Egts;
using NavSeal.Devices.Jointech;
using NavSeal.Devices.Jt808;

namespace NavSeal.Tests.Devices;

/// <summary>A password stands in no explanation, in no key of a report, and in no frame that is not marked to be sealed.</summary>
public sealed class Secret_tests
{
    private static readonly string[] held = ["jointech-lock-refused", "jointech-lock-unlocked", "jointech-position", "huabao-lock"];

    [Fact]
    public void Golden_frames_with_a_password_are_marked_and_no_others()
    {
        var golden = new GoldenFrames("jt808");
        foreach (var name in golden.Names.Where(name => name is not ("sentence" or "batch-in-parts")))
        {
            var batch = new Jt808World().Connect().Read(golden.Bytes(name)).Batch;
            Assert.All(batch.Frames, frame => Assert.Equal((name, held.Contains(name)), (name, frame.HoldsSecret)));
            Assert.Equal(batch.Frames.Any(frame => frame.HoldsSecret), batch.HoldsSecrets);
        }
    }

    [Theory]
    [InlineData("sentence")]
    [InlineData("batch-in-parts")]
    public void What_may_hold_one_is_marked(string name)
    {
        var batch = new Jt808World().Connect().Read(new GoldenFrames("jt808").Bytes(name)).Batch;
        Assert.True(batch.Frames[0].HoldsSecret);
    }

    [Theory]
    [InlineData(0x01)]
    [InlineData(0x07)]
    [InlineData(0x1E)]
    [InlineData(0x29)]
    public void Of_two_passwords_neither_is_shown_and_both_reports_have_one_key(byte code)
    {
        var frames = Array.ConvertAll<string, byte[]>(["135790", "246801"], password => Jt808World.Report(
            items: [0x31, 1, 9, 0x0B, 8, code, .. Encoding.ASCII.GetBytes(password), 0]));
        var keys = frames.Select(frame => new Jt808World().Connect().Read(frame).Single.ContentKey);
        Assert.Single(keys.Distinct());
        foreach (var frame in frames)
        {
            Assert.Contains("******", Jt808Explain.Of(frame), StringComparison.Ordinal);
            Assert.Empty(Digits(Jt808Explain.Of(frame), ["135790", "246801"]));
            Assert.Equal(frames[0].Length, Masked(new Jt808Protocol(), frame).Length);
            Assert.Contains($"0B08{code:X2}2A2A2A2A2A2A00", HexOf(Masked(new Jt808Protocol(), frame)), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Escapes_within_a_password_are_masked_as_a_whole()
    {
        var frame = Jt808World.Report(items: [0x67, 3, 0x7E, (byte)'1', 0x7D, 0x31, 1, 9]);
        Assert.True(new Jt808World().Connect().Read(frame).Batch.HoldsSecrets);
        Assert.Contains("67032A2A2A2A2A310109", HexOf(Masked(new Jt808Protocol(), frame)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_password_that_is_cut_short_is_a_secret_too()
    {
        var frame = Jt808World.Report(items: [0x0B, 4, 0x01, (byte)'1', (byte)'2', (byte)'3']);
        Assert.True(new Jt808World().Connect().Read(frame).Batch.HoldsSecrets);
        Assert.Contains("0B04012A2A2A", HexOf(Masked(new Jt808Protocol(), frame)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(7500000017,P44,112233)", true)]
    [InlineData("(7500000017,P52,0,000000,112233)", true)]
    [InlineData("(7500000017,P43,1,0)", false)]
    [InlineData("(7500000017,P52,3,0,12)", false)]
    [InlineData("(7500000017,P04,60,30)", false)]
    public void An_answer_that_names_a_password_is_marked(string sentence, bool holdsSecret)
    {
        var batch = new JointechWorld().Connect().Read(sentence).Batch;
        Assert.Equal(holdsSecret, Assert.Single(batch.Frames).HoldsSecret);
        Assert.DoesNotContain("112233", JointechExplain.Of(Encoding.ASCII.GetBytes(sentence)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(P43,112233)", "(P43,******)")]
    [InlineData("(P44,112233,888888)", "(P44,******,******)")]
    [InlineData("(P52,3,112233)(P22,2)", "(P52,3,******)(P22,2)")]
    [InlineData("(7500000017,P52,2,112233)", "(7500000017,P52,2,******)")]
    [InlineData("(7500000017,1,001,ELOCK,3,112233)", "(7500000017,1,001,ELOCK,3,******)")]
    [InlineData("(7500000017,P22,261120)(P43,1122", "(7500000017,P22,261120)(P43,****")]
    public void A_sentence_of_either_side_is_masked(string sentence, string shown)
    {
        var bytes = Encoding.ASCII.GetBytes(sentence);
        Assert.Equal(shown, Encoding.ASCII.GetString(Masked(new JointechProtocol(), bytes)));
        if (sentence.EndsWith(')')) Assert.Equal(shown, Encoding.ASCII.GetString(Masked(new Jt808Protocol(), bytes)));
    }

    [Fact]
    public void Answers_that_differ_in_their_password_alone_have_one_key()
    {
        var keys = new[] { "112233", "445566" }.Select(password =>
            Assert.Single(new JointechWorld().Connect().Read($"(7500000017,P44,{password})").Observations).ContentKey);
        Assert.Single(keys.Distinct());
    }

    [Fact]
    public void A_packet_with_a_password_and_a_report_is_marked_whichever_comes_first()
    {
        var login = EgtsWorld.Sent((device, output) => device.Authorise(output, "user", "geheim"));
        var report = EgtsWorld.Sent((device, output) => device.Report(output, EgtsWorld.Report()));
        Assert.False(new EgtsWorld().Connect().Read(report).Batch.HoldsSecrets);
        foreach (var both in new[] { Joined(report, login), Joined(login, report) })
        {
            Assert.True(Assert.Single(new EgtsWorld().Connect().Read(both).Batch.Frames).HoldsSecret);
            Assert.DoesNotContain("geheim", Encoding.Latin1.GetString(Masked(new EgtsProtocol(), both)), StringComparison.Ordinal);
            Assert.DoesNotContain("geheim", EgtsExplain.Of(both), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Sealing_replaces_the_marked_frames_alone_and_nothing_of_them_stays()
    {
        var batch = new Jt808World().Connect().Read(
            [
                .. Jt808World.Report(), .. new GoldenFrames("jt808").Bytes("jointech-lock-refused"),
                .. Jt808World.Report(Jt808World.RopeOut),
            ]).Batch;
        var plain = batch.Frames.Select(frame => batch.BytesOf(frame).ToArray()).ToList();
        batch.SealSecrets((sender, frame) => [.. Encoding.ASCII.GetBytes(sender.Number.Text), (byte)frame.Length]);
        Assert.Equal([false, true, false], batch.Frames.Select(frame => frame.IsSealed));
        Assert.Equal(plain[0], batch.BytesOf(batch.Frames[0]));
        Assert.Equal([(byte)'S', (byte)'1', (byte)plain[1].Length], batch.BytesOf(batch.Frames[1]).ToArray());
        Assert.Equal(plain[2], batch.BytesOf(batch.Frames[2]));
        batch.Clear();
        Assert.Equal((false, 0), (batch.HoldsSecrets, batch.FrameByteCount));
    }

    [Fact]
    public void Masking_never_throws_and_changes_no_length() => Seeds.Each(100, random =>
    {
        foreach (var (family, protocol) in new (string, IDeviceProtocol)[]
            { ("jt808", new Jt808Protocol()), ("jointech", new JointechProtocol()), ("egts", new EgtsProtocol()) })
        {
            foreach (var frame in new GoldenFrames(family).All)
            {
                var bytes = frame.ToArray();
                for (var n = random.Next(0, 5); n > 0; n--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                protocol.Mask(bytes.AsSpan(0, random.Next(bytes.Length + 1)));
            }
        }
    });

    /// <summary>One packet with the records of two.</summary>
    private static byte[] Joined(byte[] first, byte[] second)
    {
        byte[] data = [.. DataOf(first), .. DataOf(second)];
        byte[] head = [.. first[..5], (byte)(data.Length & 0xFF), (byte)(data.Length >> 8), .. first[7..10]];
        var check = EgtsChecksum.OfData(data);
        return [.. head, EgtsChecksum.OfHeader(head), .. data, (byte)(check & 0xFF), (byte)(check >> 8)];
    }

    private static string HexOf(byte[] bytes) => Convert.ToHexString(bytes);

    private static byte[] DataOf(byte[] packet) => packet[packet[3]..^2];

    private static IEnumerable<string> Digits(string text, string[] passwords) =>
        passwords.Where(password => text.Contains(password, StringComparison.Ordinal)
            || text.Contains(Convert.ToHexString(Encoding.ASCII.GetBytes(password)), StringComparison.OrdinalIgnoreCase));

    private static byte[] Masked(IDeviceProtocol protocol, byte[] bytes)
    {
        var masked = bytes.ToArray();
        protocol.Mask(masked);
        return masked;
    }
}
