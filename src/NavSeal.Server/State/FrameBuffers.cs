using System.Buffers;
using NavSeal.Model.Seals;

namespace NavSeal.Server.State;

/// <summary>The payload of one entry while it is put together: frames first, events behind them.</summary>
internal sealed class FrameBuffer
{
    public ArrayBufferWriter<byte> Payload { get; } = new(512);

    /// <summary>Frames in it so far.</summary>
    public int Frames { get; set; }

    /// <summary>Whose frames; only of relays.</summary>
    public RegisteredSeal Sender { get; set; } = null!;
}

/// <summary>The buffers of one commit, reused from commit to commit.</summary>
internal sealed class FrameBuffers
{
    /// <summary>A buffer that grew beyond this is not kept.</summary>
    private const int KeptLengthMax = 1 << 16;

    private readonly Stack<FrameBuffer> spare = new();
    private readonly List<FrameBuffer> used = [];
    private readonly Dictionary<SealNumber, FrameBuffer> bySeal = [];

    /// <summary>The relays whose frames are kept, in the order of their entries, which come first in the commit.</summary>
    public List<FrameBuffer> Relays { get; } = [];

    public int CountOfSeal(SealNumber seal) => bySeal.TryGetValue(seal, out var buffer) ? buffer.Frames : 0;

    public int CountOfRelay(int place) => Relays[place - 1].Frames;

    /// <summary>The buffer of a seal's entry; a new one where it has none yet.</summary>
    public FrameBuffer OfSeal(SealNumber seal)
    {
        if (!bySeal.TryGetValue(seal, out var buffer)) bySeal.Add(seal, buffer = Fresh());
        return buffer;
    }

    /// <summary>Place of the relay's entry in the commit, from 1; it gets one where it has none yet.</summary>
    public int PlaceOfRelay(RegisteredSeal relay)
    {
        var at = Relays.FindIndex(buffer => buffer.Sender.Number == relay.Number);
        if (at >= 0) return at + 1;
        var buffer = Fresh();
        buffer.Sender = relay;
        Relays.Add(buffer);
        return Relays.Count;
    }

    /// <summary>An empty buffer, used until the commit is cleared.</summary>
    public FrameBuffer Fresh()
    {
        var buffer = spare.Count > 0 ? spare.Pop() : new FrameBuffer();
        used.Add(buffer);
        return buffer;
    }

    public void Clear()
    {
        foreach (var buffer in used)
        {
            if (buffer.Payload.Capacity > KeptLengthMax) continue;
            buffer.Payload.ResetWrittenCount();
            buffer.Frames = 0;
            spare.Push(buffer);
        }

        used.Clear();
        bySeal.Clear();
        Relays.Clear();
    }
}
