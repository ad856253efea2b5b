using System.Text;
using NavSeal.Devices;
using NavSeal.Model.Observations;

namespace NavSeal.Tests.Devices;

/// <summary>A connection as the gateway keeps it: a buffer in front of the session.</summary>
internal abstract class GivenConnection(DeviceSession session)
{
    private const int ByteByByteMax = 2_000;

    private readonly List<byte> buffer = [];

    public DeviceSession Session { get; } = session;

    public IntakeBatch Batch { get; } = new();

    public List<Cut> Cuts { get; } = [];

    public DateTimeOffset Clock { get; set; } = GivenSeals.Now;

    public GivenConnection Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    public GivenConnection Read(ReadOnlySpan<byte> bytes)
    {
        buffer.AddRange(bytes);
        while (buffer.Count > 0)
        {
            var cut = Session.Take(buffer.ToArray(), Clock, Batch, out var consumed);
            Assert.Equal(cut == Cut.NeedMore, consumed == 0);
            if (cut == Cut.NeedMore) break;
            Cuts.Add(cut);
            buffer.RemoveRange(0, consumed);
        }

        return this;
    }

    /// <summary>Holds that bytes say the same however they are cut into reads.</summary>
    public static void HoldInPieces(Func<GivenConnection> open, byte[] bytes, Random random)
    {
        var whole = open().Read(bytes).Story;
        if (bytes.Length <= ByteByByteMax)
        {
            var single = open();
            foreach (var value in bytes) single.Read([value]);
            Assert.Equal(whole, single.Story);
        }

        var connection = open();
        for (var at = 0; at < bytes.Length;)
        {
            var length = Math.Min(random.Next(1, 60), bytes.Length - at);
            connection.Read(bytes.AsSpan(at, length));
            at += length;
        }

        Assert.Equal(whole, connection.Story);
    }

    /// <summary>Forgets what was said so far; who speaks is known on.</summary>
    public GivenConnection Begun()
    {
        Batch.Clear();
        Cuts.Clear();
        return this;
    }

    public Observation Single => Assert.Single(Observations);

    public IReadOnlyList<Observation> Observations => [.. Batch.Reports.Select(report => report.Observation)];

    public IReadOnlyList<string> Speakers => [.. Batch.Reports.Select(report => report.Seal.Number.Text)];

    public IReadOnlyList<byte[]> Frames => [.. Batch.Frames.Select(frame => Batch.BytesOf(frame).ToArray())];

    /// <summary>The frames of a protocol of text.</summary>
    public IReadOnlyList<string> Lines => [.. Frames.Select(Encoding.UTF8.GetString)];

    /// <summary>The answers, in words of the family.</summary>
    public abstract IReadOnlyList<string> Answers { get; }

    /// <summary>The answers in hexadecimal.</summary>
    public string Replies => Convert.ToHexString(Batch.Replies.Span);

    /// <summary>All that a connection did, to compare two of them.</summary>
    public string Story => string.Join('\n', [
        .. Batch.Reports.Select(report => $"{report.Seal.Number} {report.Observation} frame {report.Frame}"),
        .. Frames.Select(Convert.ToHexString),
        Replies,
        $"{Batch.Received} {Batch.Acknowledged} {Batch.Skipped} {Batch.Corrupt} {Batch.Unknown} {Session.End} {Session.Sender?.Number}",
    ]);
}

/// <summary>A connection of a protocol of text, whose answers are lines.</summary>
internal sealed class TextConnection(DeviceSession session) : GivenConnection(session)
{
    public override IReadOnlyList<string> Answers =>
        Encoding.ASCII.GetString(Batch.Replies.Span).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
}
