using System.Text;
using NavSeal.Devices;
using NavSeal.Model.Seals;

namespace NavSeal.Tests.Devices;

public sealed class Recognition_tests
{
    [Theory]
    [InlineData("#L#860000000000017;NA\r\n")]
    [InlineData("#P#\r\n")]
    public void A_packet_of_Wialon_IPS_is_told_by_its_mark_and_a_letter(string text) =>
        Assert.Equal(DeviceProtocol.WialonIps, Told(Encoding.ASCII.GetBytes(text), at: 2));

    [Fact]
    public void A_packet_of_EGTS_is_told_by_its_version_and_the_length_of_its_header() => Assert.Equal(
        DeviceProtocol.Egts, Told(EgtsWorld.Sent((device, output) => device.Identify(output, 7)), at: 4));

    [Fact]
    public void A_frame_of_JT_T_808_is_told_by_its_delimiter() => Assert.Equal(DeviceProtocol.Jt808, Told(Jt808World.Report(), at: 1));

    [Fact]
    public void A_message_of_eSeal_is_told_by_its_first_mark() =>
        Assert.Equal(DeviceProtocol.Eseal, Told("##S,eSeal,1"u8.ToArray(), at: 4));

    [Theory]
    [InlineData("(7500000017,@JT)")]
    [InlineData("$\u0075\u0000")]
    public void A_message_of_Jointech_is_told_by_its_mark_and_a_digit(string text) =>
        Assert.Equal(DeviceProtocol.Jointech, Told(Encoding.Latin1.GetBytes(text), at: 2));

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n")]
    [InlineData("##S;eSeal,1")]
    [InlineData("#1")]
    [InlineData("\u0016\u0003\u0001\u0002")]
    [InlineData("\u0001\u0002\u0003\u0004")]
    [InlineData("\r\n")]
    public void Anything_else_is_of_no_protocol(string text)
    {
        Assert.Equal(Recognition.No, DeviceProtocols.Recognise(Encoding.Latin1.GetBytes(text), out var protocol));
        Assert.Null(protocol);
    }

    [Fact]
    public void As_many_first_bytes_as_the_bound_are_always_enough() => Seeds.Each(2_000, random =>
    {
        var bytes = new byte[DeviceProtocols.FirstBytesMax];
        random.NextBytes(bytes);
        if (random.Next(2) == 0) bytes[0] = random.Next(2) == 0 ? (byte)1 : (byte)'#';
        Assert.NotEqual(Recognition.NeedMore, DeviceProtocols.Recognise(bytes, out _));
    });

    [Fact]
    public void No_bytes_tell_nothing() => Assert.Equal(Recognition.NeedMore, DeviceProtocols.Recognise([], out _));

    /// <summary>The protocol of the bytes; fewer than <paramref name="at"/> of them must not tell yet.</summary>
    private static DeviceProtocol? Told(byte[] bytes, int at)
    {
        for (var length = 0; length < at; length++)
            Assert.Equal(Recognition.NeedMore, DeviceProtocols.Recognise(bytes.AsSpan(0, length), out _));
        Assert.Equal(Recognition.Yes, DeviceProtocols.Recognise(bytes.AsSpan(0, at), out var protocol));
        return protocol?.Protocol;
    }
}
