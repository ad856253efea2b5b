using NavSeal.Tracking;

namespace NavSeal.Tests.Tracking;

public sealed class State_encoding_tests
{
    [Fact]
    public void Damaged_bytes_are_refused_and_nothing_else_is_thrown() => Seeds.Each(10, random =>
    {
        var core = new Core();
        core.Take(Life.Of(random, 150));
        foreach (var seal in core.State.Seals)
            Damage(random, SealStateEncoding.Write(seal), bytes => SealStateEncoding.Write(SealStateEncoding.Read(bytes)));
        foreach (var (_, held) in core.State.Transportations)
            Damage(random, TransportationEncoding.Write(held), bytes => TransportationEncoding.Write(TransportationEncoding.Read(bytes)));
    });

    [Fact]
    public void Another_version_is_refused()
    {
        var bytes = IntakeStateEncoding.Write(IntakeState.Initial);
        bytes[0]++;
        Assert.Contains("version", Assert.Throws<FormatException>(() => IntakeStateEncoding.Read(bytes)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_longest_state_of_a_seal_stays_below_seven_kilobytes()
    {
        var core = new Core();
        core.Take(Life.Of(new Random(1), 3000));
        Assert.All(core.State.Seals, seal => Assert.InRange(SealStateEncoding.Write(seal).Length, 2000, 7000));
    }

    private static void Damage(Random random, byte[] bytes, Func<byte[], byte[]> thereAndBack)
    {
        Assert.Equal(bytes, thereAndBack(bytes));
        Assert.Throws<FormatException>(() => thereAndBack([.. bytes, 0]));
        for (var length = 0; length < bytes.Length; length += random.Next(1, 40))
            Assert.Throws<FormatException>(() => thereAndBack(bytes[..length]));
    }
}
