using System.Security.Cryptography;
using NavSeal.Journal;

namespace NavSeal.Tests.Journal;

public sealed class Value_tests
{
    [Theory]
    [InlineData("")]
    [InlineData("with space")]
    [InlineData("печать")]
    [InlineData("a\n")]
    [InlineData("65 characters: ..................................................")]
    public void A_name_that_is_not_printable_ASCII_of_1_to_64_is_refused(string name)
    {
        Assert.False(Subject.IsName(name));
        Assert.Throws<ArgumentException>(() => new Subject(name));
    }

    [Fact]
    public void A_name_of_64_is_taken() => Assert.Equal(64, new Subject(new string('~', 64)).Name.Length);

    [Fact]
    public void A_digest_is_read_as_it_is_written() => Seeds.Each(50, random =>
    {
        var bytes = new byte[random.Next(300)];
        random.NextBytes(bytes);
        var digest = Digest.Of(bytes);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), digest.ToString());
        Assert.True(Digest.TryParse(digest.ToString(), out var read));
        Assert.Equal(digest, read);
        Assert.False(Digest.TryParse(digest.ToString()[1..], out _));
        Assert.False(Digest.TryParse("g" + digest.ToString()[1..], out _));
    });

    [Fact]
    public void The_checksum_is_CRC_32C() => Assert.Equal(0xE3069283u, Crc32C.Of("123456789"u8));

    [Fact]
    public void A_head_is_read_as_it_was_written_and_no_changed_bit_keeps_its_signature() => Seeds.Each(100, random =>
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var head = Head.Sign(new Epoch(3, 5, 9, Digest.Of([1])), Digest.Of([2]), Samples.Start, key);
        var bytes = head.Encode();
        Assert.Equal(head, Head.Decode(bytes));
        Assert.True(head.IsSignedBy(key));
        Assert.Equal((3L, 9L, 3L, Samples.Start), (head.Epoch.Number, head.Epoch.LastCommit, head.TreeSize, head.SignedAt));
        bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        Assert.False(Head.Decode(bytes)?.IsSignedBy(key) == true);
    });
}
