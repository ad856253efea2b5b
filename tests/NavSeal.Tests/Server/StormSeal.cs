using System.Buffers;
using System.Net.Sockets;
using NavSeal.Devices;
using NavSeal.Devices.Egts;
using NavSeal.Model.Units;

namespace NavSeal.Tests.Server;

/// <summary>A seal that reports as fast as it is answered, keeps what was not acknowledged, and remembers what was. Each of its reports was
/// measured in a second of its own.</summary>
internal sealed class StormSeal(int index, DateTimeOffset firstMeasuredAt)
{
    private const int Window = 6, ReportsMax = 4;
    private readonly EgtsEncoder encoder = new((ushort)(index * 977), (ushort)(index * 331));
    private readonly ArrayBufferWriter<byte> outgoing = new();
    private readonly SortedSet<int> waiting = [];
    private readonly Dictionary<ushort, int> underWay = [];
    private int measured;
    private int acknowledged;

    public string Number { get; } = $"STORM-{index:000}";

    public uint ObjectId { get; } = (uint)(900_000 + index);

    /// <summary>How many reports were acknowledged; read by others while it runs.</summary>
    public int Acknowledged => Volatile.Read(ref acknowledged);

    /// <summary>How many reports it made.</summary>
    public int Measured => measured;

    /// <summary>Whether it makes new reports, or only gets rid of old ones.</summary>
    public bool IsMeasuring { get; set; } = true;

    /// <summary>One session, until the operator is gone; or until nothing is left to send.</summary>
    public async Task RunAsync(int port, CancellationToken stop)
    {
        foreach (var report in underWay.Values) waiting.Add(report);
        underWay.Clear();
        outgoing.ResetWrittenCount(); // A packet that could not leave would be answered under numbers that no longer wait.
        try
        {
            using var client = new TcpClient { NoDelay = true };
            await client.ConnectAsync("127.0.0.1", port, stop);
            await TalkAsync(client.GetStream(), stop);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            // The operator is gone; what was under way will be sent again.
        }
    }

    private async Task TalkAsync(NetworkStream stream, CancellationToken stop)
    {
        var received = new byte[64 * 1024];
        var length = 0;
        while (IsMeasuring || waiting.Count + underWay.Count > 0)
        {
            Fill();
            await stream.WriteAsync(outgoing.WrittenMemory, stop);
            outgoing.ResetWrittenCount();
            var read = await stream.ReadAsync(received.AsMemory(length), stop);
            if (read == 0) return;
            length += read;
            var taken = TakeAnswers(received.AsSpan(0, length));
            received.AsSpan(taken, length - taken).CopyTo(received);
            length -= taken;
        }
    }

    private void Fill()
    {
        while (underWay.Count < Window * ReportsMax && (IsMeasuring || waiting.Count > 0))
        {
            while (IsMeasuring && waiting.Count < ReportsMax) waiting.Add(measured++);
            var reports = waiting.Take(ReportsMax).ToList();
            waiting.ExceptWith(reports);
            var sent = encoder.Report(outgoing, reports.Select(Telemetry).ToArray());
            for (var i = 0; i < reports.Count; i++) underWay.Add(unchecked((ushort)(sent.FirstRecord + i)), reports[i]);
        }
    }

    private EgtsTelemetry Telemetry(int report) => new()
    {
        ObjectId = ObjectId,
        MeasuredAt = firstMeasuredAt.AddSeconds(report),
        At = GeoPoint.FromDegrees(43.2 + (index * 0.01), 76.9 + (report % 1000 * 0.0001)),
        IsValid = true,
        Satellites = 9,
        InternalMillivolts = 4_000,
        Loops = default(EgtsLoops).With(1, EgtsLoopState.Normal).With(2, EgtsLoopState.Normal),
    };

    private int TakeAnswers(ReadOnlySpan<byte> bytes)
    {
        var taken = 0;
        while (EgtsFraming.TryCut(bytes[taken..], out var cut) is var outcome && outcome != Cut.NeedMore)
        {
            Assert.Equal(Cut.Whole, outcome);
            taken += cut.Consumed;
            Assert.True(EgtsAnswer.TryRead(cut, out var answer));
            foreach (var confirmation in answer.Confirmations)
            {
                Assert.Equal(EgtsResult.Ok, confirmation.Status);
                Assert.True(underWay.Remove(confirmation.Record), "Nothing of that number waits for an answer.");
                Volatile.Write(ref acknowledged, acknowledged + 1);
            }
        }

        return taken;
    }
}
