using System.Buffers;
using NavSeal.Devices;
using NavSeal.Model.Seals;

namespace NavSeal.Tests.Devices.Fuzz;

/// <summary>One protocol under spoiled input: its reader, its explanation, and whole sessions as the gateway leads them. Input number
/// n is the same in every run with the same frames.</summary>
internal sealed class FuzzTarget
{
    private const int LengthMax = 160 * 1024, FramesMax = 5, ExplainOneIn = 8, ChunkMax = 64, ByteByByteMax = 400;

    /// <summary>What an input may make the reader allocate and answer: so much at once, and so much for each of its bytes.</summary>
    private const int AllocatedFree = 2 << 20, AllocatedPerByte = 1024, OutputFree = 1024, OutputPerByte = 32;

    private static readonly DateTimeOffset now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private readonly IDeviceProtocol protocol;
    private readonly byte[][] frames;
    private readonly byte[]? login;
    private readonly FuzzDirectory directory;
    private readonly IntakeBatch batch = new();
    private readonly ArrayBufferWriter<byte> commands = new(256);
    private readonly FuzzBytes stream = new(LengthMax), frame = new(LengthMax);

    /// <summary>Prepares a protocol.</summary>
    /// <param name="protocol">Its reader.</param>
    /// <param name="frames">Frames to spoil; at least one.</param>
    public FuzzTarget(IDeviceProtocol protocol, IEnumerable<byte[]> frames)
    {
        (this.protocol, this.frames, directory) = (protocol, [.. frames], new FuzzDirectory(protocol));
        login = protocol.LoginOf(new DeviceIdentity(IdentityKind.Imei, 860000000000017));
    }

    /// <summary>Frames there are to spoil.</summary>
    public int FrameCount => frames.Length;

    /// <summary>Reports that were read out of spoiled input: a fuzzer whose input is refused at the door would find nothing.</summary>
    public long Reports { get; private set; }

    /// <summary>Answers to commands that were read out of spoiled input.</summary>
    public long Answers { get; private set; }

    /// <summary>The bytes of the input in hand.</summary>
    public ReadOnlySpan<byte> Input => stream.Span;

    /// <summary>Runs one input.</summary>
    public void Run(ulong number)
    {
        var dice = new FuzzDice(number ^ ((ulong)protocol.Protocol << 56));
        directory.Shuffle(dice.Bits());
        var before = GC.GetAllocatedBytesForCurrentThread();
        stream.Clear();
        if (dice.OneIn(ExplainOneIn))
        {
            AddFrame(ref dice);
            stream.Cut(4096);
            protocol.Recognise(stream.Span);
            protocol.Explain(stream.Span);
        }
        else
        {
            RunSession(ref dice);
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, AllocatedFree + ((long)stream.Length * AllocatedPerByte));
        }
    }

    private void RunSession(ref FuzzDice dice)
    {
        var session = dice.OneIn(2) ? protocol.Open(directory) : protocol.Resume(directory, directory.Anybody);
        if (login is not null && dice.OneIn(2)) stream.Add(login);
        for (var n = dice.Next(1, FramesMax); n > 0; n--) AddFrame(ref dice);
        batch.Clear();
        var isByteByByte = stream.Length < ByteByByteMax && dice.OneIn(8);
        var isWhole = !isByteByByte && dice.OneIn(2);
        var (from, seen) = (0, 0);
        var isCommanded = dice.OneIn(2);
        while (seen < stream.Length && session.End is null)
        {
            var chunk = isByteByByte ? 1 : isWhole ? stream.Length : dice.Next(1, ChunkMax + (stream.Length / 16));
            seen = Math.Min(stream.Length, seen + chunk);
            if (isCommanded) Command(session, ref dice);
            from = TakeAll(session, from, seen);
        }

        Reports += batch.Reports.Count;
        Answers += batch.Answers.Count;
        Assert.InRange(batch.Answers.Count, 0, stream.Length);
        var outputMax = OutputFree + (stream.Length * OutputPerByte);
        Assert.InRange(batch.Replies.Length, 0, outputMax);
        Assert.InRange(batch.FrameByteCount, 0, outputMax);
        Assert.InRange(batch.Reports.Count, 0, stream.Length);
        Assert.InRange(batch.Skipped, 0, stream.Length);
    }

    /// <summary>Gives whoever has named himself a command, so that its answer may be among what is spoiled.</summary>
    private void Command(DeviceSession session, ref FuzzDice dice)
    {
        var kinds = (int)DeviceCommandKind.EraseRegister;
        var command = new DeviceCommand
        {
            Number = dice.Next(1, 100),
            Kind = (DeviceCommandKind)dice.Next(1, kinds + 1),
            MovingSeconds = dice.OneIn(8) ? dice.Next(1, 2_000) : 60,
            StandingSeconds = dice.OneIn(8) ? dice.Next(1, 100_000) : 1_800,
            Register = "{}",
        };
        commands.ResetWrittenCount();
        var isWritten = session.TryCommand(command, session.Sender ?? directory.Anybody, now, commands);
        if (isWritten && session.Reachable is null) Assert.Fail($"{command.Kind} to somebody who is not reached");
        if (isWritten != commands.WrittenCount > 0) Assert.Fail($"{command.Kind}: {isWritten} with {commands.WrittenCount} bytes");
    }

    /// <summary>Every call that is not waiting takes a byte at least, so there are never more calls than bytes.</summary>
    private int TakeAll(DeviceSession session, int from, int seen)
    {
        while (from < seen && session.End is null)
        {
            var cut = session.Take(stream.Span[from..seen], now, batch, out var consumed);
            if (cut == Cut.NeedMore ? consumed != 0 : consumed <= 0 || consumed > seen - from)
                Assert.Fail($"{cut} with {consumed} of {seen - from} bytes taken");
            if (cut == Cut.NeedMore) break;
            from += consumed;
        }

        return from;
    }

    /// <summary>A frame, spoiled or, now and then, as it is, so that sessions come along.</summary>
    private void AddFrame(ref FuzzDice dice)
    {
        frame.Clear();
        frame.Add(frames[dice.Next(frames.Length)]);
        if (!dice.OneIn(4))
        {
            for (var n = 1 << dice.Next(4); n > 0; n--) FuzzMutation.Apply(frame, frames[dice.Next(frames.Length)], ref dice);
            if (dice.OneIn(2)) FuzzMend.Apply(protocol.Name, frame.Span);
        }

        var times = dice.OneIn(64) ? dice.Next(1, 200) : dice.OneIn(8) ? 2 : 1;
        for (var n = 0; n < times; n++) stream.Add(frame.Span);
    }
}
