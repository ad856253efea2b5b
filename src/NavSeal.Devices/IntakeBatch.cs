using System.Buffers;
using NavSeal.Model.Observations;
using NavSeal.Model.Seals;

namespace NavSeal.Devices;

/// <summary>What was cut from one read of one connection: frames, reports, and the replies that may leave once all of it is durable.
/// Reused.</summary>
public sealed class IntakeBatch
{
    private readonly ArrayBufferWriter<byte> frameBytes = new(256);
    private readonly ArrayBufferWriter<byte> replies = new(64);
    private readonly List<FrameSlice> frames = [];
    private readonly List<SealReport> reports = [];
    private readonly List<SealAnswer> answers = [];
    private readonly List<ImpossiblePlace>? impossiblePlaces;

    /// <summary>Makes one.</summary>
    /// <param name="notesPlaces">Whether it is for who looks at single frames.</param>
    public IntakeBatch(bool notesPlaces = false) => impossiblePlaces = notesPlaces ? [] : null;

    /// <summary>The frames that carry reports, in the order they came.</summary>
    public IReadOnlyList<FrameSlice> Frames => frames;

    /// <summary>The reports, in the order they came.</summary>
    public IReadOnlyList<SealReport> Reports => reports;

    /// <summary>What stood where a report names no place on earth, where that is noted; nothing is judged by it.</summary>
    public IReadOnlyList<ImpossiblePlace> ImpossiblePlaces => impossiblePlaces ?? [];

    /// <summary>Whether it notes what stands where a report names no place on earth.</summary>
    public bool NotesPlaces => impossiblePlaces is not null;

    /// <summary>What seals answered to commands, in the order it came.</summary>
    public IReadOnlyList<SealAnswer> Answers => answers;

    /// <summary>The replies, in the order of the messages.</summary>
    public ReadOnlyMemory<byte> Replies => replies.WrittenMemory;

    /// <summary>Messages that were answered positively and so are promised to be durable.</summary>
    public int Acknowledged { get; private set; }

    /// <summary>Messages taken, whole or damaged.</summary>
    public int Received { get; private set; }

    /// <summary>Bytes skipped as noise or as part of damaged messages.</summary>
    public long Skipped { get; private set; }

    /// <summary>Damaged or impossible messages.</summary>
    public int Corrupt { get; private set; }

    /// <summary>Records or messages of devices nobody registered.</summary>
    public int Unknown { get; private set; }

    /// <summary>Whether a password stands in one of <see cref="Frames"/> as it came.</summary>
    public bool HoldsSecrets { get; private set; }

    /// <summary>Bytes of all <see cref="Frames"/> together.</summary>
    public int FrameByteCount => frameBytes.WrittenCount;

    /// <summary>Whether there is nothing in it, not even a reply.</summary>
    public bool IsEmpty => Received == 0 && replies.WrittenCount == 0 && Skipped == 0;

    /// <summary>The bytes of a frame.</summary>
    public ReadOnlySpan<byte> BytesOf(FrameSlice frame) => frameBytes.WrittenSpan.Slice(frame.Offset, frame.Length);

    /// <summary>Keeps a frame that carries reports.</summary>
    /// <param name="sender">Whose evidence it is: the seal, or the relay that speaks for seals.</param>
    /// <param name="bytes">The bytes; copied.</param>
    /// <param name="holdsSecret">Whether a password stands in it: such a frame is sealed before it is kept.</param>
    /// <returns>Its place among <see cref="Frames"/>, for <see cref="AddReport"/>.</returns>
    public int AddFrame(RegisteredSeal sender, ReadOnlySpan<byte> bytes, bool holdsSecret = false)
    {
        frames.Add(new FrameSlice(sender, frameBytes.WrittenCount, bytes.Length) { HoldsSecret = holdsSecret });
        HoldsSecrets |= holdsSecret;
        frameBytes.Write(bytes);
        return frames.Count - 1;
    }

    /// <summary>Notes that a frame holds a password.</summary>
    /// <param name="frame">Its place among <see cref="Frames"/>.</param>
    public void MarkSecret(int frame)
    {
        frames[frame] = frames[frame] with { HoldsSecret = true };
        HoldsSecrets = true;
    }

    /// <summary>Puts sealed bytes in the place of each frame that holds a password.</summary>
    /// <param name="seal">Gives the sealed bytes.</param>
    public void SealSecrets(FrameSealing seal)
    {
        for (var place = 0; place < frames.Count; place++)
        {
            if (frames[place] is not { HoldsSecret: true, IsSealed: false } frame) continue;
            var made = seal(frame.Sender, BytesOf(frame));
            frames[place] = frame with { Offset = frameBytes.WrittenCount, Length = made.Length, IsSealed = true };
            frameBytes.Write(made);
        }
    }

    /// <summary>Takes in what one frame said of one seal.</summary>
    /// <param name="seal">Whose report it is.</param>
    /// <param name="observation">What it says.</param>
    /// <param name="frame">Place of its frame among <see cref="Frames"/>.</param>
    public void AddReport(RegisteredSeal seal, Observation observation, int frame) => reports.Add(new SealReport(seal, observation, frame));

    /// <summary>Notes what stood where the last report names no place on earth.</summary>
    public void NoteImpossiblePlace(long latitudeMicrodegrees, long longitudeMicrodegrees) =>
        impossiblePlaces?.Add(new ImpossiblePlace(reports.Count - 1, latitudeMicrodegrees, longitudeMicrodegrees));

    /// <summary>Takes in what a seal answered to a command.</summary>
    public void AddAnswer(RegisteredSeal seal, DeviceAnswer answer) => answers.Add(new SealAnswer(seal, answer));

    /// <summary>Where replies are written.</summary>
    public IBufferWriter<byte> ReplyWriter => replies;

    /// <summary>Counts a message that was taken.</summary>
    /// <param name="acknowledged">Whether it was answered positively.</param>
    public void CountMessage(bool acknowledged)
    {
        Received++;
        if (acknowledged) Acknowledged++;
    }

    /// <summary>Counts a damaged or impossible message.</summary>
    public void CountCorrupt() => Corrupt++;

    /// <summary>Counts a record or message of a device nobody registered.</summary>
    public void CountUnknown() => Unknown++;

    /// <summary>Counts bytes that were skipped.</summary>
    public void CountSkipped(int bytes) => Skipped += bytes;

    /// <summary>Empties it for the next read.</summary>
    public void Clear()
    {
        // Passwords do not stay in memory that waits for other frames.
        if (HoldsSecrets) frameBytes.Clear();
        else frameBytes.ResetWrittenCount();
        HoldsSecrets = false;
        replies.ResetWrittenCount();
        frames.Clear();
        reports.Clear();
        answers.Clear();
        impossiblePlaces?.Clear();
        (Acknowledged, Received, Skipped, Corrupt, Unknown) = (0, 0, 0, 0, 0);
    }
}

/// <summary>Where the bytes of a frame lie in its batch.</summary>
/// <param name="Sender">Whose evidence the frame is.</param>
/// <param name="Offset">First byte.</param>
/// <param name="Length">Number of bytes.</param>
public readonly record struct FrameSlice(RegisteredSeal Sender, int Offset, int Length)
{
    /// <summary>Whether a password stands in it.</summary>
    public bool HoldsSecret { get; init; }

    /// <summary>Whether the bytes are sealed.</summary>
    public bool IsSealed { get; init; }
}

/// <summary>Seals a frame that holds a password.</summary>
/// <param name="sender">Whose evidence it is.</param>
/// <param name="frame">The bytes as they came.</param>
/// <returns>The bytes that are kept.</returns>
public delegate byte[] FrameSealing(RegisteredSeal sender, ReadOnlySpan<byte> frame);

/// <summary>One report of one seal.</summary>
/// <param name="Seal">Whose.</param>
/// <param name="Observation">What it says.</param>
/// <param name="Frame">Place of its frame in the batch.</param>
public readonly record struct SealReport(RegisteredSeal Seal, Observation Observation, int Frame);

/// <summary>Numbers of a frame that are no place on earth.</summary>
/// <param name="Report">Which of the reports has them.</param>
/// <param name="LatitudeMicrodegrees">North positive, whatever it may be.</param>
/// <param name="LongitudeMicrodegrees">East positive, whatever it may be.</param>
public readonly record struct ImpossiblePlace(int Report, long LatitudeMicrodegrees, long LongitudeMicrodegrees);

/// <summary>What one seal answered to a command.</summary>
/// <param name="Seal">Whose.</param>
/// <param name="Answer">What it says.</param>
public readonly record struct SealAnswer(RegisteredSeal Seal, DeviceAnswer Answer);
