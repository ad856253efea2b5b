using System.Buffers.Binary;

namespace NavSeal.Model.Encoding;

/// <summary>Walks the items of a payload where they lie, frames left out: for readers that take in every report and cannot afford
/// objects for each. <see cref="ContributionReader"/> says the same in objects.</summary>
/// <param name="payload">The payload of an entry.</param>
public ref struct ContributionWalk(ReadOnlySpan<byte> payload)
{
    private ReadOnlySpan<byte> left = payload;
    private ReadOnlySpan<byte> item;

    /// <summary>Whether the item is a report; else it is another event, with a name and JSON.</summary>
    public bool IsObserved { get; private set; }

    /// <summary>The report, where the item is one.</summary>
    public readonly ObservedBytes Observed => new(item);

    /// <summary>The event's name, where the item is no report; perhaps of a later version and unknown to <see
    /// cref="EventEncoding"/>.</summary>
    public readonly string EventName => System.Text.Encoding.ASCII.GetString(item.Slice(1, item[0]));

    /// <summary>The event's canonical JSON, UTF-8, where the item is no report.</summary>
    public readonly ReadOnlySpan<byte> EventJson => item[(1 + item[0])..];

    /// <summary>Whether nothing is left of a payload but zeros, since it was erased.</summary>
    public static bool IsErased(ReadOnlySpan<byte> payload) => !payload.ContainsAnyExcept((byte)0);

    /// <summary>Goes to the next item.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="FormatException">The payload was not written by <see cref="Contribution"/>, or by a later version.</exception>
    public bool Next()
    {
        while (!left.IsEmpty)
        {
            if (left.Length < Contribution.HeadLength) throw new FormatException("A payload ends within the head of an item.");
            var head = BinaryPrimitives.ReadUInt32LittleEndian(left);
            var length = (int)(head >> 8);
            if (length > left.Length - Contribution.HeadLength) throw new FormatException("An item is longer than its payload.");
            item = left.Slice(Contribution.HeadLength, length);
            left = left[(Contribution.HeadLength + length)..];
            switch ((byte)(head & byte.MaxValue))
            {
                case Contribution.FrameTag:
                    continue;
                case Contribution.ObservedTag when length == ObservedEncoding.Length:
                    return IsObserved = true;
                case Contribution.EventTag when length > 0 && length > item[0]:
                    IsObserved = false;
                    return true;
                default:
                    throw new FormatException($"An item has the tag {head & byte.MaxValue} and {length} bytes, which is none of ours.");
            }
        }

        return false;
    }
}
