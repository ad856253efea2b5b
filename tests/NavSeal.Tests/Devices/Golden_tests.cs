using NavSeal.Devices;
using NavSeal.Tests.Devices.Fuzz;

namespace NavSeal.Tests.Devices;

/// <summary>The golden frames of every family: what the decoder says of each, and that it says the same however the bytes come.</summary>
public sealed class Golden_tests
{
    private const int ChunkMax = 40;

    public static TheoryData<string> Families => [.. Family.All.Select(family => family.Protocol.Name)];

    public static TheoryData<string, string> Frames
    {
        get
        {
            var rows = new TheoryData<string, string>();
            foreach (var family in Family.All)
                foreach (var name in family.Golden.Names) rows.Add(family.Protocol.Name, name);
            return rows;
        }
    }

    [Theory]
    [MemberData(nameof(Frames))]
    public void A_golden_frame_is_explained_word_by_word_and_answered(string family, string name)
    {
        var of = Family.Of(family);
        var bytes = of.Golden.Bytes(name);
        var answers = of.Recorded().Read(bytes).Answers;
        of.Golden.Hold(name, $"{of.Protocol.Explain(bytes)}answered: {(answers.Count == 0 ? "nothing" : string.Join(", ", answers))}\n");
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Every_expectation_has_its_frame_and_every_frame_says_where_it_comes_from(string family)
    {
        var golden = Family.Of(family).Golden;
        Assert.Equal(golden.Names, golden.Expected);
        Assert.All(
            golden.Names,
            name => Assert.StartsWith("# Made from the specification, ", golden.Lines(name)[1], StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Chunks_of_any_size_give_what_the_whole_gives(string family)
    {
        var of = Family.Of(family);
        foreach (var bytes in of.Golden.All)
        {
            var whole = of.Recorded().Read(bytes).Story;
            for (var chunk = 1; chunk <= Math.Min(bytes.Length, ChunkMax); chunk++)
            {
                var connection = of.Recorded();
                foreach (var part in bytes.Chunk(chunk)) connection.Read(part);
                Assert.Equal(whole, connection.Story);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void A_frame_cut_short_anywhere_waits_and_is_not_answered(string family)
    {
        var (of, whole) = (Family.Of(family), 0);
        foreach (var bytes in of.Golden.All)
        {
            if (of.Recorded().Session.Take(bytes, GivenSeals.Now, new IntakeBatch(), out var end) != Cut.Whole) continue;
            whole++;
            for (var length = 0; length < end; length++)
            {
                var connection = of.Recorded().Read(bytes.AsSpan(0, length));
                Assert.Empty(connection.Cuts);
                Assert.Equal("", connection.Replies);
            }
        }

        Assert.InRange(whole, 5, int.MaxValue);
    }

    [Theory]
    [MemberData(nameof(Families))]
    public void Changed_golden_frames_are_answered_or_refused_never_throw_and_are_explained_in_plain_lines(string family)
    {
        var of = Family.Of(family);
        var frames = of.Golden.All.ToArray();
        Seeds.Each(200, random =>
        {
            foreach (var frame in frames)
            {
                var bytes = frame.ToArray();
                for (var n = random.Next(1, 5); n > 0; n--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                if (random.Next(4) == 0) bytes = bytes[..random.Next(bytes.Length)];
                if (random.Next(2) == 0) FuzzMend.Apply(of.Protocol.Name, bytes);
                of.Recorded().Read(bytes);
                Assert.DoesNotContain(of.Protocol.Explain(bytes), letter => char.IsControl(letter) && letter != '\n');
            }
        });
    }
}
