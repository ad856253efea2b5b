using System.Buffers;
using System.Globalization;
using NavSeal.Tests.Architecture;
using NavSeal.Workplaces.Views.Positions;
using NavSeal.Workplaces.Views.Situations;

namespace NavSeal.Tests.Views.Positions;

public sealed class Position_frame_tests
{
    private const string Sample = "tests/NavSeal.Tests/Golden/positions/frame.hex";
    private const string Everything = """{"box":[-180,-90,180,90],"zoom":9}""";

    [Fact]
    public void A_map_reads_what_was_written() => Seeds.Each(100, random =>
    {
        var seals = new LiveSeals();
        var expected = new List<(int Id, double Longitude, double Latitude, int Severity)>();
        for (var count = random.Next(40); count > 0; count--)
        {
            var (longitude, latitude) = ((random.NextDouble() * 359.9) - 179.95, (random.NextDouble() * 170) - 85);
            var severity = random.Next(4);
            var id = seals.Add(longitude, latitude, severity == 0 ? null : LiveSeals.With((Severity)(3 - severity)));
            expected.Add((id, longitude, latitude, severity));
        }

        var read = seals.Frame(Everything).Seals;
        Assert.Equal(expected.Select(seal => (seal.Id, seal.Severity)), read.Select(seal => (seal.Id, seal.Severity)));
        foreach (var (wanted, found) in expected.Zip(read))
        {
            // Seven digits of a float over half the earth: about two metres.
            Assert.InRange(found.Longitude - wanted.Longitude, -3e-5, 3e-5);
            Assert.InRange(found.Latitude - wanted.Latitude, -3e-5, 3e-5);
            Assert.Equal(1000, found.Tail);
        }
    });

    [Theory]
    [InlineData("""{"box":[70,40,80,50],"zoom":9}""", "1")]
    [InlineData("""{"box":[170,40,190,70],"zoom":9}""", "2 3")]
    [InlineData("""{"box":[-190,40,-170,70],"zoom":9}""", "2 3")]
    [InlineData("""{"box":[-300,-90,300,90],"zoom":9}""", "1 2 3")]
    [InlineData("""{"box":[0,0,1,1],"zoom":9}""", "")]
    [InlineData("""{"box":[0,0,1,1],"zoom":9,"selected":"kz-000001"}""", "1")]
    public void A_map_gets_the_seals_of_its_box_and_the_chosen_one(string request, string ids)
    {
        var seals = new LiveSeals();
        seals.Add(75, 45);
        seals.Add(179.5, 65);
        seals.Add(-179.5, 65);
        Assert.Equal(ids, string.Join(' ', seals.Frame(request).Seals.Select(seal => seal.Id)));
    }

    [Fact]
    public void Positions_beyond_the_antimeridian_lie_beside_those_before_it()
    {
        var seals = new LiveSeals();
        seals.Add(179.5, 65);
        seals.Add(-179.5, 65);
        var read = seals.Frame("""{"box":[170,40,190,70],"zoom":9}""").Seals;
        Assert.Equal(1, Math.Abs(read[0].Longitude - read[1].Longitude), 4);
    }

    [Fact]
    public void Far_out_no_seal_is_lost_from_the_counts_and_every_severity_of_a_cell_is_shown() => Seeds.Each(20, random =>
    {
        var seals = new LiveSeals();
        var critical = new List<(double Longitude, double Latitude)>();
        for (var count = 0; count < 4000; count++)
        {
            var (longitude, latitude) = (60 + (random.NextDouble() * 20), 42 + (random.NextDouble() * 10));
            var isCritical = random.Next(200) == 0;
            seals.Add(longitude, latitude, isCritical ? LiveSeals.With(Severity.Critical) : null);
            if (isCritical) critical.Add((longitude, latitude));
        }

        var frame = seals.Frame("""{"box":[50,40,90,60],"zoom":4}""");
        Assert.True(frame.IsThinned);
        Assert.Equal((4000u, 4000), (frame.InBox, frame.Seals.Sum(seal => seal.Tail)));
        Assert.InRange(frame.Seals.Count, 100, 3900);
        Assert.Equal(critical.Count, frame.Seals.Where(seal => seal.Severity == 3).Sum(seal => seal.Tail));
        var shown = frame.Seals.Where(seal => seal.Severity == 3).ToList();
        Assert.All(critical, alarm => Assert.Contains(shown, seal =>
            Math.Abs(seal.Longitude - alarm.Longitude) < 0.2 && Math.Abs(seal.Latitude - alarm.Latitude) < 0.2));
    });

    [Fact]
    public void Near_every_seal_has_a_record_of_its_own()
    {
        var seals = new LiveSeals();
        for (var count = 0; count < 4000; count++) seals.Add(75, 45);
        var frame = seals.Frame("""{"box":[74,44,76,46],"zoom":7}""");
        Assert.Equal((false, 4000), (frame.IsThinned, frame.Seals.Count));
    }

    [Theory]
    [InlineData(1, 1, false, false)]
    [InlineData(1, 36, false, true)]
    [InlineData(36, 36, true, false)]
    public void Who_is_not_heard_and_who_has_no_fresh_fix_is_told_apart(
        int heardMinutesAgo, int fixMinutesAgo, bool isSilent, bool isUnplaced)
    {
        var seals = new LiveSeals();
        seals.Add(75, 45, seal =>
        {
            seal.HeardAt = LiveSeals.Now.AddMinutes(-heardMinutesAgo).ToUnixTimeMilliseconds();
            seal.FixAt = LiveSeals.Now.AddMinutes(-fixMinutesAgo).ToUnixTimeMilliseconds();
        });
        var read = Assert.Single(seals.Frame(Everything).Seals);
        Assert.Equal((isSilent, isUnplaced), (read.IsSilent, read.IsUnplaced));
    }

    [Theory]
    [InlineData(0, 800, 0)]
    [InlineData(90, 800, 16)]
    [InlineData(359, 800, 0)]
    [InlineData(90, 20, 63)]
    [InlineData(null, 800, 63)]
    [InlineData(180, null, 32)]
    public void A_course_is_shown_of_what_moves(int? course, int? tenthsKilometrePerHour, int sector)
    {
        var seals = new LiveSeals();
        seals.Add(75, 45, seal => (seal.Course, seal.Speed) = (course, tenthsKilometrePerHour));
        Assert.Equal(sector, Assert.Single(seals.Frame(Everything).Seals).Sector);
    }

    [Fact]
    public void The_frame_says_when_the_newest_report_of_all_was_received()
    {
        var seals = new LiveSeals();
        seals.Add(75, 45, seal => seal.HeardAt = LiveSeals.Now.AddMilliseconds(-7).ToUnixTimeMilliseconds());
        seals.Add(10, 45);
        var frame = seals.Frame("""{"box":[9,44,11,46],"zoom":9}""");
        Assert.Equal(LiveSeals.Now.ToUnixTimeMilliseconds() - 7, frame.NewestHeardAt);
        Assert.Equal(LiveSeals.Now.ToUnixTimeMilliseconds(), frame.MadeAt);
    }

    [Fact]
    public void A_frame_without_change_is_a_header()
    {
        var output = new ArrayBufferWriter<byte>();
        PositionFrame.WriteUnchanged(PositionSnapshot.Empty, LiveSeals.Now, output);
        var frame = ReadFrame.Of(output.WrittenSpan);
        Assert.Equal((true, 56), (frame.IsUnchanged, output.WrittenCount));
    }

    /// <summary>The tests of the client read the same file: both sides agree on these bytes.</summary>
    [Fact]
    public void The_sample_that_the_client_reads_is_what_is_written()
    {
        var seals = new LiveSeals();
        seals.Add(71.366667, 42.9, seal => (seal.Course, seal.Speed, seal.Transportation) = (90, 812, 1));
        seals.Add(76.928611, 43.256667, LiveSeals.With(Severity.Critical));
        seals.Add(51.883333, 47.116667, seal => seal.HeardAt = LiveSeals.Now.AddHours(-3).ToUnixTimeMilliseconds());
        var hex = string.Join('\n', Convert.ToHexStringLower(seals.Bytes("""{"box":[46,40,88,56],"zoom":8}""")).Chunk(56)
            .Select(line => new string(line))) + "\n";
        var path = Repository.PathOf(Sample);
        if (Environment.GetEnvironmentVariable("REWRITE") == "1") File.WriteAllText(path, hex);
        Assert.Equal(File.ReadAllText(path), hex);
    }

    [Fact]
    public void Numbers_and_ids_are_found_by_each_other()
    {
        var seals = new LiveSeals();
        var id = seals.Add(75, 45);
        var source = seals.Source;
        source.Snapshot(LiveSeals.Now);
        Assert.Equal(LiveSeals.NumberOf(id), source.NumberOf(id)?.Text);
        Assert.Equal(id, source.IdOf(LiveSeals.NumberOf(id).ToLower(CultureInfo.InvariantCulture)));
        Assert.Null(source.NumberOf(id + 1));
        Assert.Null(source.NumberOf(0));
        Assert.Null(source.NumberOf(-1));
        Assert.Null(source.IdOf("KZ-999999"));
        Assert.Null(source.IdOf("not a number"));
    }
}
