using System.Buffers;
using System.Net;
using System.Net.Sockets;
using NavSeal.Devices;
using NavSeal.Devices.Egts;
using NavSeal.Model.Units;

namespace NavSeal.Bench.Faults.Seals;

/// <summary>A seal that measures by the clock whether anybody listens or not, keeps what was not acknowledged, sends it again over a new
/// connection, and remembers what was acknowledged and when. Its report n was measured in second n of its own time.</summary>
internal sealed class NumberedSeal
{
    /// <summary>More often than any seal on the road, and so seldom that a gap of two minutes lies within the 128 reports of a seal by
    /// which the operator knows what it has.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    public static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(5);

    private const int Window = 32, ReportsMax = 4, ReceivedMax = 64 * 1024;
    private static readonly TimeSpan LookPause = TimeSpan.FromMilliseconds(100), ReconnectPause = TimeSpan.FromMilliseconds(500),
        ReconnectSpread = TimeSpan.FromMilliseconds(500);
    /// <summary>A session lasts so long, and up to twice that, as long as nothing waits: so after a fault the seals come to be spread over
    /// all processes again before the next one.</summary>
    public static readonly TimeSpan SessionTime = TimeSpan.FromSeconds(5);

    /// <summary>How soon it connects again, in words.</summary>
    public static string ReconnectRange =>
        $"{ReconnectPause.TotalSeconds:0.0} to {(ReconnectPause + ReconnectSpread).TotalSeconds:0.0} s";

    private readonly TimeProvider clock = TimeProvider.System;
    private readonly int index;
    private readonly DateTimeOffset firstMeasuredAt;
    private readonly Random random;
    private readonly EgtsEncoder encoder;
    private readonly ArrayBufferWriter<byte> outgoing = new();
    private readonly SortedSet<int> waiting = [];
    private readonly Dictionary<ushort, (int Report, long SentAt)> underWay = [];
    private readonly List<(int Report, long At)> acknowledged = [];
    private readonly byte[] received = new byte[ReceivedMax];
    private int length;
    private long beganAt;
    private volatile bool isMeasuring = true;
    private int measured, held;

    public NumberedSeal(int index, DateTimeOffset firstMeasuredAt)
    {
        (this.index, this.firstMeasuredAt) = (index, firstMeasuredAt);
        random = new Random(index);
        encoder = unchecked(new EgtsEncoder((ushort)(index * 977), (ushort)(index * 331)));
        Number = $"FAULT-{index:000}";
        ObjectId = (uint)(800_000 + index);
    }

    public string Number { get; }

    public uint ObjectId { get; }

    /// <summary>How many reports it made.</summary>
    public int Measured => Volatile.Read(ref measured);

    /// <summary>Reports that wait for their acknowledgement.</summary>
    public int Held => Volatile.Read(ref held);

    /// <summary>How often it had to connect.</summary>
    public int Connections { get; private set; }

    /// <summary>Reports that were sent more than once.</summary>
    public int Resent { get; private set; }

    /// <summary>Answers of nothing that waited, or that were no acknowledgement.</summary>
    public int Wrong { get; private set; }

    /// <summary>What was acknowledged and when, oldest first; to be read when it has ended.</summary>
    public IReadOnlyList<(int Report, long At)> Acknowledged => acknowledged;

    /// <summary>When a report was measured, by the seal's own time.</summary>
    public DateTimeOffset MeasuredAt(int report) => firstMeasuredAt.AddSeconds(report);

    /// <summary>Measures nothing more; the run ends when all is acknowledged.</summary>
    public void Finish() => isMeasuring = false;

    /// <summary>Reports until <see cref="Finish"/> was called and everything is acknowledged.</summary>
    public async Task RunAsync(IPEndPoint operatorAt, CancellationToken stop)
    {
        beganAt = clock.GetTimestamp() + (long)(clock.TimestampFrequency * Period.TotalSeconds * random.NextDouble());
        while (Measure() || Held > 0)
        {
            await TryTalkAsync(operatorAt, stop);
            Resent += underWay.Count;
            foreach (var (report, _) in underWay.Values) waiting.Add(report);
            underWay.Clear();
            if (isMeasuring || Held > 0) await Task.Delay(ReconnectPause + (ReconnectSpread * random.NextDouble()), clock, stop);
        }
    }

    private async Task TryTalkAsync(IPEndPoint operatorAt, CancellationToken stop)
    {
        try
        {
            Connections++;
            length = 0;
            outgoing.ResetWrittenCount();
            using var client = new TcpClient { NoDelay = true };
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
            patience.CancelAfter(AnswerTime);
            await client.ConnectAsync(operatorAt, patience.Token);
            await TalkAsync(client.GetStream(), stop);
        }
        catch (Exception e) when (e is IOException or SocketException || (e is OperationCanceledException && !stop.IsCancellationRequested))
        {
            // The operator does not answer; what was under way will be sent again.
        }
    }

    private async Task TalkAsync(NetworkStream stream, CancellationToken stop)
    {
        using var session = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var (began, lasts) = (clock.GetTimestamp(), SessionTime * (1 + random.NextDouble()));
        var reading = stream.ReadAsync(received.AsMemory(length), session.Token).AsTask();
        try
        {
            while ((Measure() || Held > 0) && !IsAnswerOverdue())
            {
                if (Held == 0 && clock.GetElapsedTime(began) > lasts) return;
                Fill();
                if (outgoing.WrittenCount > 0)
                {
                    await stream.WriteAsync(outgoing.WrittenMemory, stop);
                    outgoing.ResetWrittenCount();
                }

                await Task.WhenAny(reading, Task.Delay(LookPause, clock, stop));
                if (!reading.IsCompleted) continue;
                if (await reading is var read && read == 0) return;
                TakeAnswers(read);
                reading = stream.ReadAsync(received.AsMemory(length), session.Token).AsTask();
            }
        }
        finally
        {
            await session.CancelAsync();
            await Task.WhenAny(reading);
        }
    }

    /// <summary>Takes the measurements that are due.</summary>
    /// <returns>Whether there will be more.</returns>
    private bool Measure()
    {
        if (!isMeasuring) return false;
        var due = (int)(clock.GetElapsedTime(beganAt) / Period);
        while (measured < due)
        {
            waiting.Add(measured);
            Volatile.Write(ref measured, measured + 1);
            Interlocked.Increment(ref held);
        }

        return true;
    }

    private bool IsAnswerOverdue() => underWay.Values.Any(one => clock.GetElapsedTime(one.SentAt) > AnswerTime);

    private void Fill()
    {
        while (waiting.Count > 0 && underWay.Count < Window)
        {
            var reports = waiting.Take(ReportsMax).ToList();
            waiting.ExceptWith(reports);
            var sent = encoder.Report(outgoing, reports.Select(Telemetry).ToArray());
            for (var i = 0; i < reports.Count; i++)
                underWay.Add(unchecked((ushort)(sent.FirstRecord + i)), (reports[i], clock.GetTimestamp()));
        }
    }

    private EgtsTelemetry Telemetry(int report) => new()
    {
        ObjectId = ObjectId,
        MeasuredAt = MeasuredAt(report),
        At = GeoPoint.FromDegrees(43.2 + (index * 0.01), 76.9 + (report % 1000 * 0.0001)),
        IsValid = true,
        Satellites = 9,
        InternalMillivolts = 4_000,
        Loops = default(EgtsLoops).With(1, EgtsLoopState.Normal).With(2, EgtsLoopState.Normal),
    };

    private void TakeAnswers(int read)
    {
        length += read;
        var taken = 0;
        while (EgtsFraming.TryCut(received.AsSpan(taken, length - taken), out var cut) is var outcome && outcome != Cut.NeedMore)
        {
            taken += cut.Consumed;
            if (outcome == Cut.Whole && EgtsAnswer.TryRead(cut, out var answer)) Take(answer);
            else Wrong++;
        }

        received.AsSpan(taken, length - taken).CopyTo(received);
        length -= taken;
    }

    private void Take(in EgtsAnswer answer)
    {
        foreach (var confirmation in answer.Confirmations)
        {
            if (confirmation.Status != EgtsResult.Ok || !underWay.Remove(confirmation.Record, out var one))
            {
                Wrong++;
                continue;
            }

            acknowledged.Add((one.Report, clock.GetTimestamp()));
            Interlocked.Decrement(ref held);
        }
    }
}
