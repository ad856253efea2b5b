using NavSeal.Workplaces.Views.Telemetry;

namespace NavSeal.Tests.Views;

/// <summary>Points come out of a block as they went in, and damaged blocks are refused.</summary>
public sealed class Block_codec_tests
{
    [Fact]
    public void Any_points_come_out_of_a_block_as_they_went_in() => Seeds.Each(300, random =>
    {
        var points = new byte[random.Next(1, 400) * PointBytes.Length];
        if (random.Next(2) == 0) random.NextBytes(points);
        else for (var i = 0; i < points.Length; i++) points[i] = (byte)(random.Next(20) == 0 ? random.Next(256) : 0);
        Assert.Equal(points, BlockCodec.Decode(BlockCodec.Encode(points)));
    });

    [Fact]
    public void A_damaged_block_is_refused_or_read_but_never_anything_else() => Seeds.Each(2000, random =>
    {
        var points = new byte[random.Next(1, 50) * PointBytes.Length];
        random.NextBytes(points);
        var block = BlockCodec.Encode(points);
        block[random.Next(block.Length)] ^= (byte)(1 << random.Next(8));
        try
        {
            Assert.Equal(0, BlockCodec.Decode(block.AsSpan(0, random.Next(block.Length + 1))).Length % PointBytes.Length);
        }
        catch (InvalidDataException)
        {
            // Refused.
        }
    });
}
