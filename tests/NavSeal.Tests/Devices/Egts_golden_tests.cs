using NavSeal.Devices;
using NavSeal.Devices.Egts;
using NavSeal.Tests.Architecture;

namespace NavSeal.Tests.Devices;

public sealed class Egts_golden_tests
{
    private const string Folder = "tests/NavSeal.Tests/Golden/egts";

    public static TheoryData<string> Names => [.. Directory.EnumerateFiles(Repository.PathOf(Folder), "*.hex")
        .Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_golden_frame_is_explained_word_by_word(string name)
    {
        var (text, path) = (EgtsExplain.Of(Bytes(name)), Repository.PathOf($"{Folder}/{name}.expected.txt"));
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
            var whole = new EgtsWorld().Connect().Read(bytes).Story;
            for (var chunk = 1; chunk <= Math.Min(bytes.Length, 40); chunk++)
            {
                var connection = new EgtsWorld().Connect();
                foreach (var part in bytes.Chunk(chunk)) connection.Read(part);
                Assert.Equal(whole, connection.Story);
            }
        }
    }

    [Fact]
    public void One_flipped_bit_is_never_read_as_another_packet()
    {
        foreach (var bytes in All().Where(bytes => EgtsFraming.TryCut(bytes, out var cut) == Cut.Whole && cut.Consumed == bytes.Length))
        {
            for (var bit = 0; bit < bytes.Length * 8; bit++)
            {
                var flipped = bytes.ToArray();
                flipped[bit / 8] ^= (byte)(1 << (bit % 8));
                var connection = new EgtsWorld().Connect().Read(flipped);
                Assert.DoesNotContain(Cut.Whole, connection.Cuts);
                Assert.Empty(connection.Observations);
            }
        }
    }

    [Fact]
    public void Changed_golden_frames_are_answered_or_refused_and_never_throw() => Seeds.Each(400, random =>
    {
        foreach (var frame in All())
        {
            var bytes = frame.ToArray();
            for (var n = random.Next(1, 5); n > 0; n--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            if (random.Next(2) == 0) bytes = WithRightChecksums(bytes);
            if (random.Next(4) == 0) bytes = bytes[..random.Next(bytes.Length)];
            new EgtsWorld().Connect().Read(bytes);
            EgtsExplain.Of(bytes);
        }
    });

    private static IEnumerable<byte[]> All() => Names.Select(row => Bytes(row.Data));

    private static string[] Lines(string name) => File.ReadAllLines(Repository.PathOf($"{Folder}/{name}.hex"));

    private static byte[] Bytes(string name) => Convert.FromHexString(string.Concat(Lines(name).Where(line => !line.StartsWith('#'))));

    private static byte[] WithRightChecksums(byte[] bytes)
    {
        if (bytes.Length < 14) return bytes;
        (bytes[0], bytes[3], bytes[4]) = (1, 11, 0);
        (bytes[5], bytes[6]) = ((byte)(bytes.Length - 13), (byte)((bytes.Length - 13) >> 8));
        return EgtsWorld.Changed(bytes, _ => { });
    }
}
