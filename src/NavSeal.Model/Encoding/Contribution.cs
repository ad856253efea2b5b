using System.Buffers;
using System.Buffers.Binary;
using NavSeal.Model.Seals;
using NavSeal.Model.Units;

namespace NavSeal.Model.Encoding;

/// <summary>What kind of subject an entry belongs to: the journal's kind of the entry, and the first word of the subject's name.
/// The numbers stand in journals and never change.</summary>
public enum SubjectKind : ushort
{
    /// <summary>A seal, <c>seal/NUMBER</c>: its frames, reports and bindings.</summary>
    Seal = 1,

    /// <summary>A transportation, <c>transportation/UUID</c>: its decisions.</summary>
    Transportation = 2,

    /// <summary>A relay, <c>relay/NUMBER</c>: frames that speak for several seals.</summary>
    Relay = 3,

    /// <summary>The operator's own intake, <c>intake</c>: stopped and resumed.</summary>
    Intake = 4,

    /// <summary>A drawer of the command desk, <c>desk/00</c> to <c>desk/ff</c>: which commands were done, and who asked.</summary>
    Desk = 5,

    /// <summary>A row of a registry, <c>registry/KIND/KEY</c>: its versions.</summary>
    Registry = 6,
}

/// <summary>Writes what one subject contributed to one commit: the payload of a journal entry, a row of items. Layout:
/// <c>docs/journal-content.md</c>.</summary>
/// <remarks>An item is a tag (u8), the length of the rest (u24, little-endian) and the rest.</remarks>
public static class Contribution
{
    internal const byte FrameTag = 1, ObservedTag = 2, EventTag = 3;
    internal const int HeadLength = 4, FrameHeadLength = 12;
    internal const byte SealedFlag = 1;

    /// <summary>Most bytes of one item.</summary>
    public const int ItemLengthMax = (1 << 24) - 1;

    /// <summary>Adds a frame, byte for byte as it came.</summary>
    public static void WriteFrame(
        IBufferWriter<byte> payload, DeviceProtocol protocol, DateTimeOffset receivedAt, ReadOnlySpan<byte> frame) =>
        WriteFrame(payload, (protocol, 0), receivedAt, frame);

    /// <summary>Adds a frame that holds a password, sealed as a whole by whoever has the key; nothing else of it is kept.</summary>
    public static void WriteSealedFrame(
        IBufferWriter<byte> payload, DeviceProtocol protocol, DateTimeOffset receivedAt, ReadOnlySpan<byte> envelope) =>
        WriteFrame(payload, (protocol, SealedFlag), receivedAt, envelope);

    private static void WriteFrame(
        IBufferWriter<byte> payload, (DeviceProtocol Protocol, byte Flags) head, DateTimeOffset receivedAt, ReadOnlySpan<byte> frame)
    {
        var length = FrameHeadLength + frame.Length;
        var bytes = Begin(payload, FrameTag, length);
        (bytes[0], bytes[1]) = ((byte)head.Protocol, head.Flags);
        bytes[2..4].Clear();
        BinaryPrimitives.WriteInt64LittleEndian(bytes[4..], receivedAt.UnixMilliseconds());
        frame.CopyTo(bytes[FrameHeadLength..]);
        payload.Advance(HeadLength + length);
    }

    /// <summary>Adds a report.</summary>
    public static void WriteObserved(IBufferWriter<byte> payload, SealEvent.Observed change)
    {
        ObservedEncoding.Write(change, Begin(payload, ObservedTag, ObservedEncoding.Length));
        payload.Advance(HeadLength + ObservedEncoding.Length);
    }

    /// <summary>Adds any event: a report in its fixed layout, all others as canonical JSON behind their name.</summary>
    public static void WriteEvent(IBufferWriter<byte> payload, object change)
    {
        if (change is SealEvent.Observed observed)
        {
            WriteObserved(payload, observed);
            return;
        }

        var (name, json) = (EventEncoding.NameOf(change), EventEncoding.Write(change));
        var length = 1 + name.Length + json.Length;
        var bytes = Begin(payload, EventTag, length);
        bytes[0] = checked((byte)name.Length);
        System.Text.Encoding.ASCII.GetBytes(name, bytes[1..]);
        json.CopyTo(bytes[(1 + name.Length)..]);
        payload.Advance(HeadLength + length);
    }

    private static Span<byte> Begin(IBufferWriter<byte> payload, byte tag, int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, ItemLengthMax);
        var bytes = payload.GetSpan(HeadLength + length);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, ((uint)length << 8) | tag);
        return bytes.Slice(HeadLength, length);
    }
}

/// <summary>One item of a payload as it is read back.</summary>
public abstract record ContributionItem
{
    private ContributionItem() { }

    /// <summary>A frame as it came, or sealed because a password stands in it.</summary>
    /// <param name="Protocol">Whose frame it is.</param>
    /// <param name="ReceivedAt">When its last byte had been read.</param>
    /// <param name="Bytes">The bytes.</param>
    public sealed record Frame(DeviceProtocol Protocol, DateTimeOffset ReceivedAt, ReadOnlyMemory<byte> Bytes) : ContributionItem
    {
        /// <summary>Whether <see cref="Bytes"/> are an envelope that only the operator's key opens.</summary>
        public bool IsSealed { get; init; }
    }

    /// <summary>A change of the subject, in the words of its family.</summary>
    /// <param name="Change">A member of one of the families of events.</param>
    public sealed record Event(object Change) : ContributionItem;
}

/// <summary>Reads payloads back.</summary>
public static class ContributionReader
{
    /// <summary>The items of a payload in the order they were written.</summary>
    /// <param name="payload">The payload of an entry.</param>
    /// <param name="withFrames">False skips frames, which only dossiers and back-tests want.</param>
    /// <exception cref="FormatException">The payload was not written by <see cref="Contribution"/>, or by a later version.</exception>
    public static IEnumerable<ContributionItem> Read(ReadOnlyMemory<byte> payload, bool withFrames)
    {
        while (!payload.IsEmpty)
        {
            if (payload.Length < Contribution.HeadLength) throw new FormatException("A payload ends within the head of an item.");
            var head = BinaryPrimitives.ReadUInt32LittleEndian(payload.Span);
            var length = (int)(head >> 8);
            if (length > payload.Length - Contribution.HeadLength) throw new FormatException("An item is longer than its payload.");
            var item = payload.Slice(Contribution.HeadLength, length);
            payload = payload[(Contribution.HeadLength + length)..];
            switch ((byte)(head & byte.MaxValue))
            {
                case Contribution.FrameTag:
                    if (withFrames) yield return ReadFrame(item);
                    break;
                case Contribution.ObservedTag:
                    yield return new ContributionItem.Event(ObservedEncoding.Read(item.Span));
                    break;
                case Contribution.EventTag:
                    yield return new ContributionItem.Event(ReadEvent(item.Span));
                    break;
                default:
                    throw new FormatException($"An item has the unknown tag {head & byte.MaxValue}.");
            }
        }
    }

    private static ContributionItem.Frame ReadFrame(ReadOnlyMemory<byte> item)
    {
        if (item.Length < Contribution.FrameHeadLength) throw new FormatException("A frame item is shorter than its head.");
        var receivedAt = Instants.FromUnixMilliseconds(BinaryPrimitives.ReadInt64LittleEndian(item.Span[4..]));
        if (item.Span[1] > Contribution.SealedFlag) throw new FormatException($"A frame item has the unknown flags {item.Span[1]}.");
        return new ContributionItem.Frame((DeviceProtocol)item.Span[0], receivedAt, item[Contribution.FrameHeadLength..])
        {
            IsSealed = item.Span[1] == Contribution.SealedFlag,
        };
    }

    private static object ReadEvent(ReadOnlySpan<byte> item)
    {
        if (item.IsEmpty || item.Length <= item[0]) throw new FormatException("An event item is shorter than its name.");
        return EventEncoding.Read(System.Text.Encoding.ASCII.GetString(item.Slice(1, item[0])), item[(1 + item[0])..]);
    }
}
