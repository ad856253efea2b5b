using NavSeal.Devices.Egts;

namespace NavSeal.Simulator;

/// <summary>A packet that waits for the answers to all of its records.</summary>
internal sealed class SentPacket(EgtsSent numbers, byte[] bytes, HeldReport[] reports)
{
    private readonly bool[] isAnswered = new bool[numbers.Records];
    private int unanswered = numbers.Records;

    public ushort PacketId => numbers.PacketId;

    public ReadOnlySpan<byte> Bytes => bytes;

    /// <summary>How often it was sent again.</summary>
    public int Resent { get; set; }

    /// <summary>When it is to be sent again.</summary>
    public DateTimeOffset DueAt { get; set; }

    public bool IsDone => unanswered == 0;

    /// <summary>The reports that were neither taken nor refused, oldest first; none in a packet that names the sender.</summary>
    public IEnumerable<HeldReport> Unanswered => reports.Where((_, index) => !isAnswered[index]);

    /// <summary>Whether the record is one of this packet and still without an answer.</summary>
    public bool Awaits(ushort record) => IndexOf(record) is var index && index < isAnswered.Length && !isAnswered[index];

    /// <summary>Notes that a record got its last answer.</summary>
    /// <returns>The report in it; null for the record that names the sender.</returns>
    public HeldReport? Answer(ushort record)
    {
        var index = IndexOf(record);
        isAnswered[index] = true;
        unanswered--;
        return index < reports.Length ? reports[index] : null;
    }

    private int IndexOf(ushort record) => unchecked((ushort)(record - numbers.FirstRecord));
}
