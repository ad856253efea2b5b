using NavSeal.Devices.Eseal;

namespace NavSeal.Tests.Devices;

public sealed class Eseal_golden_tests
{
    private static readonly GoldenFrames frames = new("eseal");

    public static TheoryData<string> Names => [.. frames.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_golden_frame_is_explained_word_by_word_and_answered(string name)
    {
        var bytes = frames.Bytes(name);
        var answers = new EsealWorld().Connect().Read(bytes).Answers;
        frames.Hold(name, $"{EsealExplain.Of(bytes)}answered: {(answers.Count == 0 ? "nothing" : string.Join(' ', answers))}\n");
    }

    [Fact]
    public void Every_expectation_has_its_frame_and_every_frame_says_where_it_comes_from()
    {
        Assert.Equal(frames.Names, frames.Expected);
        Assert.All(
            frames.Names,
            name => Assert.StartsWith("# Made from the specification, ", frames.Lines(name)[1], StringComparison.Ordinal));
    }

    [Fact]
    public void Chunks_of_any_size_give_what_the_whole_gives()
    {
        foreach (var bytes in frames.All)
        {
            var whole = new EsealWorld().Connect().Read(bytes).Story;
            for (var chunk = 1; chunk <= Math.Min(bytes.Length, 40); chunk++)
            {
                var connection = new EsealWorld().Connect();
                foreach (var part in bytes.Chunk(chunk)) connection.Read(part);
                Assert.Equal(whole, connection.Story);
            }
        }
    }

    [Theory]
    [InlineData("normal")]
    [InlineData("door")]
    [InlineData("startup-short")]
    [InlineData("startup-ok")]
    [InlineData("too-few-fields")]
    [InlineData("text-that-is-none")]
    public void A_message_cut_short_anywhere_waits_and_is_not_answered(string name)
    {
        var bytes = frames.Bytes(name);
        for (var length = 0; length < bytes.Length - "\r\n".Length; length++)
        {
            var connection = new EsealWorld().Connect().Read(bytes.AsSpan(0, length));
            Assert.Empty(connection.Cuts);
            Assert.Empty(connection.Answers);
        }
    }
}
