using System.Text;
using NavSeal.Workplaces.Views.Positions;

namespace NavSeal.Tests.Views.Positions;

public sealed class Viewer_request_tests
{
    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"box":[1,2,3]}""")]
    [InlineData("""{"box":[1,2,3,4,5]}""")]
    [InlineData("""{"box":["1",2,3,4]}""")]
    [InlineData("""{"box":[3,2,1,4]}""")]
    [InlineData("""{"box":[1,4,3,2]}""")]
    [InlineData("""{"box":[1,-91,3,4]}""")]
    [InlineData("""{"box":[1,2,1e300,4]}""")]
    [InlineData("""{"box":[1,2,1e999,4]}""")]
    [InlineData("""{"box":{"west":1}}""")]
    [InlineData("""{"zoom":-1}""")]
    [InlineData("""{"zoom":1e9}""")]
    [InlineData("""{"zoom":"9"}""")]
    [InlineData("""{"selected":7}""")]
    [InlineData("""{"selected":"12345678901234567890123456789012345678901234567890123456789012345"}""")]
    [InlineData("""{"names":7}""")]
    [InlineData("""{"names":["1"]}""")]
    [InlineData("""{"names":[1.5]}""")]
    [InlineData("""{"names":[99999999999]}""")]
    [InlineData("""{"names":[[[[[1]]]]]}""")]
    public void What_no_map_says_is_refused(string message) => Assert.False(Reads(Encoding.UTF8.GetBytes(message)));

    [Fact]
    public void More_names_than_allowed_are_refused()
    {
        Assert.True(Reads(Names(ViewerRequest.NamesMax)));
        Assert.False(Reads(Names(ViewerRequest.NamesMax + 1)));
    }

    [Fact]
    public void No_bytes_break_the_reader() => Seeds.Each(500, random =>
    {
        var message = Encoding.UTF8.GetBytes("""{"box":[70.5,40,80,50],"zoom":9.25,"selected":"KZ-1","names":[1,2]}""");
        for (var change = random.Next(4); change >= 0; change--) message[random.Next(message.Length)] = (byte)random.Next(256);
        Reads(message[..random.Next(message.Length + 1)]);
    });

    [Fact]
    public void What_a_message_does_not_name_stays()
    {
        var first = LiveSeals.Request("""{"box":[70,40,80,50],"zoom":9,"selected":"KZ-1"}""");
        Assert.True(ViewerRequest.TryRead("""{"names":[3],"unknown":true}"""u8.ToArray(), first, out var second));
        Assert.Equal((first.Box, first.Zoom, first.Selected), (second.Box, second.Zoom, second.Selected));
        Assert.Equal([3], second.Names);
        Assert.True(ViewerRequest.TryRead("""{"selected":null}"""u8.ToArray(), second, out var third));
        Assert.Null(third.Selected);
        Assert.Empty(third.Names);
    }

    private static bool Reads(byte[] message) => ViewerRequest.TryRead(message, ViewerRequest.Nothing, out _);

    private static byte[] Names(int count) => Encoding.UTF8.GetBytes($$"""{"names":[{{string.Join(',', Enumerable.Range(1, count))}}]}""");
}
