using System.Buffers;

namespace NavSeal.Simulator;

/// <summary>The device's side of a protocol whose answers name by a number what they answer: several packets may be under way, and one
/// that gets no answer is sent again as it was.</summary>
public abstract class NumberedSealClient : SealClient
{
    private readonly List<Underway> underWay = [];

    private protected NumberedSealClient(SealClientSettings settings, Random random, DateTimeOffset startsAt)
        : base(settings, random, startsAt)
    {
    }

    private protected override bool MaySend => State == SealClientState.InSession && underWay.Count < Settings.Window;

    private protected override DateTimeOffset NextDueAt
    {
        get
        {
            var earliest = DateTimeOffset.MaxValue;
            foreach (var sent in underWay)
            {
                if (sent.DueAt < earliest) earliest = sent.DueAt;
            }

            return earliest;
        }
    }

    /// <summary>Whether a checksum tells that a packet was damaged.</summary>
    private protected abstract bool HasChecksum { get; }

    /// <summary>What is written here leaves by <see cref="Send"/>.</summary>
    private protected ArrayBufferWriter<byte> Packet { get; } = new(256);

    private protected override IReadOnlyList<HeldReport> TakeBack()
    {
        var unanswered = underWay.SelectMany(sent => sent.Reports).ToList();
        underWay.Clear();
        return unanswered;
    }

    private protected override void SendAgain(DateTimeOffset now)
    {
        foreach (var sent in underWay)
        {
            if (sent.DueAt > now || ShouldDisconnect) continue;
            if (sent.Resent >= Settings.ResendAttempts)
            {
                ShouldDisconnect = true;
                continue;
            }

            sent.Resent++;
            sent.DueAt = now + Settings.ResponseTime;
            Counts.Resent++;
            Write(sent.Bytes, HasChecksum);
        }
    }

    /// <summary>Sends what stands in <see cref="Packet"/> and waits for its answer.</summary>
    private protected void Send(uint number, HeldReport[] reports, DateTimeOffset now)
    {
        underWay.Add(new Underway(number, Packet.WrittenSpan.ToArray(), reports) { DueAt = now + Settings.ResponseTime });
        Packet.ResetWrittenCount();
        Counts.Sent += reports.Length;
        Write(underWay[^1].Bytes, HasChecksum);
    }

    /// <summary>Takes an answer: what was taken is erased, what was refused is tried again later.</summary>
    /// <returns>False where nothing waits for it.</returns>
    private protected bool TakeAnswer(uint number, bool isTaken, DateTimeOffset now)
    {
        if (underWay.Find(each => each.Number == number) is not { } sent) return false;
        underWay.Remove(sent);
        foreach (var held in sent.Reports)
        {
            if (isTaken) Memory.Erase();
            else Memory.Refuse(held, now + Settings.ReconnectTime);
        }

        if (isTaken) Counts.Acknowledged += sent.Reports.Length;
        else Counts.Refused += sent.Reports.Length;
        return true;
    }

    /// <summary>A packet that waits for its answer.</summary>
    private sealed class Underway(uint number, byte[] bytes, HeldReport[] reports)
    {
        public uint Number => number;

        public ReadOnlySpan<byte> Bytes => bytes;

        public HeldReport[] Reports => reports;

        public int Resent { get; set; }

        /// <summary>When it is sent again, or given up.</summary>
        public DateTimeOffset DueAt { get; set; }
    }
}
