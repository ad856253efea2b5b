using NavSeal.Devices.Jointech;
using NavSeal.Tests.Architecture;

namespace NavSeal.Tests.Devices;

public sealed class Jointech_golden_tests
{
    private const string Folder = "tests/NavSeal.Tests/Golden/jointech";

    public static TheoryData<string> Names => [.. Directory.EnumerateFiles(Repository.PathOf(Folder), "*.hex")
        .Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_golden_frame_is_explained_word_by_word_and_answered(string name)
    {
        var bytes = Bytes(name);
        var answers = Connected().Read(bytes).Answers;
        var text = $"{JointechExplain.Of(bytes)}answered: {(answers.Count == 0 ? "nothing" : string.Join(' ', answers))}\n";
        var path = Repository.PathOf($"{Folder}/{name}.expected.txt");
        if (Environment.GetEnvironmentVariable("REWRITE") == "1") File.WriteAllText(path, text);
        Assert.Equal(File.ReadAllText(path), text);
    }

    [Fact]
    public void Every_expectation_has_its_frame_and_every_frame_says_where_it_comes_from()
    {
        var expected = Directory.EnumerateFiles(Repository.PathOf(Folder), "*.expected.txt").Select(path => Path.GetFileName(path));
        Assert.Equal(Names.Select(row => $"{row.Data}.expected.txt").Order(StringComparer.Ordinal), expected.Order(StringComparer.Ordinal));
        Assert.All(Names, row => Assert.StartsWith("# Made from the specification, ", Lines(row.Data)[1], StringComparison.Ordinal));
    }

    [Fact]
    public void Chunks_of_any_size_give_what_the_whole_gives()
    {
        foreach (var bytes in All())
        {
            var whole = Connected().Read(bytes).Story;
            for (var chunk = 1; chunk <= Math.Min(bytes.Length, 40); chunk++)
            {
                var connection = Connected();
                foreach (var part in bytes.Chunk(chunk)) connection.Read(part);
                Assert.Equal(whole, connection.Story);
            }
        }
    }

    [Fact]
    public void A_message_cut_short_anywhere_waits_and_is_not_answered()
    {
        foreach (var bytes in All().Where(bytes => Connected().Read(bytes).Cuts.Count == 1))
        {
            for (var length = 0; length < bytes.Length; length++)
            {
                var connection = Connected().Read(bytes.AsSpan(0, length));
                Assert.Empty(connection.Cuts);
                Assert.Empty(connection.Answers);
            }
        }
    }

    [Fact]
    public void Changed_golden_frames_are_answered_or_refused_and_never_throw() => Seeds.Each(200, random =>
    {
        foreach (var frame in All())
        {
            var bytes = frame.ToArray();
            for (var n = random.Next(1, 5); n > 0; n--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            if (random.Next(4) == 0) bytes = bytes[..random.Next(bytes.Length)];
            Connected().Read(bytes);
            JointechExplain.Of(bytes);
        }
    });

    private static WialonWorld.Connection Connected() => new JointechWorld().Connect();

    private static IEnumerable<byte[]> All() => Names.Select(row => Bytes(row.Data));

    private static string[] Lines(string name) => File.ReadAllLines(Repository.PathOf($"{Folder}/{name}.hex"));

    private static byte[] Bytes(string name) => Convert.FromHexString(string.Concat(Lines(name).Where(line => !line.StartsWith('#'))));
}
