using System.Buffers.Binary;

namespace NavSeal.Devices.Jt808;

/// <summary>The locations of a message 0704: count, type, and each with its length before it.</summary>
internal ref struct Jt808Batch
{
    private const int HeadLength = 3, LengthLength = 2;
    private const byte Backlog = 1;

    private readonly int count;
    private ReadOnlySpan<byte> rest;
    private int taken;

    /// <summary>Begins.</summary>
    /// <param name="body">Body of the message.</param>
    public Jt808Batch(ReadOnlySpan<byte> body)
    {
        if (body.Length < HeadLength)
        {
            IsWrong = true;
            return;
        }

        count = BinaryPrimitives.ReadUInt16BigEndian(body);
        IsBacklog = body[2] == Backlog;
        rest = body[HeadLength..];
    }

    /// <summary>Whether they come from the memory of the device.</summary>
    public bool IsBacklog { get; }

    /// <summary>Whether lengths and count do not fit the body.</summary>
    public bool IsWrong { get; private set; }

    /// <summary>The location in hand.</summary>
    public ReadOnlySpan<byte> Current { get; private set; }

    /// <summary>Goes to the next location.</summary>
    public bool MoveNext()
    {
        if (IsWrong) return false;
        if (rest.IsEmpty)
        {
            IsWrong = taken != count;
            return false;
        }

        var length = rest.Length < LengthLength ? int.MaxValue : BinaryPrimitives.ReadUInt16BigEndian(rest);
        if (rest.Length - LengthLength < length)
        {
            IsWrong = true;
            return false;
        }

        Current = rest.Slice(LengthLength, length);
        rest = rest[(LengthLength + length)..];
        taken++;
        return true;
    }

    /// <summary>The location in hand is wrong, and so is the whole.</summary>
    public void Refuse() => IsWrong = true;
}
