using NavSeal.Devices;
using NavSeal.Devices.Jointech;
using NavSeal.Model.Seals;

namespace NavSeal.Simulator;

/// <summary>The device's side of a lock JT701D: names itself in each report and by nothing else, keeps a report until its serial number
/// is answered, and sends a fresh one before the backlog, which follows oldest first and marked. It sets its
/// periods when it is told, and opens when it is told its password. It has no checksum.</summary>
public sealed class JointechSealClient : NumberedSealClient
{
    /// <summary>The static password of every simulated lock: the one that such locks have from their maker.</summary>
    public const string Password = "888888";

    private readonly JointechEncoder encoder;
    private int wrongPasswords;
    private byte nextSerial;

    /// <param name="device">Its number, at most ten digits.</param>
    /// <param name="settings">Times, bounds and faults.</param>
    /// <param name="random">The first serial number, pauses, faults of the wire.</param>
    /// <param name="startsAt">The first connection is wanted from here on.</param>
    public JointechSealClient(ulong device, SealClientSettings settings, Random random, DateTimeOffset startsAt)
        : base(settings, random, startsAt)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(settings.Window, byte.MaxValue);
        encoder = new JointechEncoder(device);
        nextSerial = (byte)random.Next(byte.MaxValue + 1);
    }

    public override DeviceProtocol Protocol => DeviceProtocol.Jointech;

    private protected override bool HasChecksum => false;

    private protected override void Name(DateTimeOffset now) => EndNaming(isLetIn: true);

    private protected override int TakeAnswers(ReadOnlySpan<byte> bytes, DateTimeOffset now)
    {
        var taken = 0;
        while (JointechAnswer.TryTake(bytes[taken..], out var answer, out var consumed) != Cut.NeedMore)
        {
            taken += consumed;
            if (answer.Serial is { } serial) TakeAnswer(serial, isTaken: true, now);
            if (answer.Periods is { } periods) SetPeriods(periods, now);
            if (answer.Password is { } password) Open(password, now);
        }

        return taken;
    }

    /// <summary>A lock counts the wrong passwords, up to a right one.</summary>
    private void Open(string password, DateTimeOffset now)
    {
        if (Commanded is not [var (seal, _)]) return;
        var isRight = password == Password;
        wrongPasswords = isRight ? 0 : wrongPasswords + 1;
        encoder.OpensByStatic(Packet, isRight, wrongPasswords);
        Write(Packet.WrittenSpan, HasChecksum);
        Packet.ResetWrittenCount();
        if (isRight) seal.Open(now);
    }

    /// <summary>A lock says nothing to what it cannot do.</summary>
    private void SetPeriods((int Seconds, int Minutes) periods, DateTimeOffset now)
    {
        if (Commanded is not [var (seal, _)] || !JointechCommands.CanReportEvery(periods.Seconds, periods.Minutes)) return;
        seal.SetPeriods(now, TimeSpan.FromSeconds(periods.Seconds), TimeSpan.FromMinutes(periods.Minutes));
        encoder.ReportsEvery(Packet, periods.Seconds, periods.Minutes);
        Write(Packet.WrittenSpan, HasChecksum);
        Packet.ResetWrittenCount();
    }

    private protected override void SendWaiting(DateTimeOffset now)
    {
        var reports = Memory.TakeNewest(now - Settings.LiveTime) is { } newest ? [newest] : Memory.Take(1);
        MarkFromMemory(reports, now);
        encoder.Report(Packet, JointechReports.ToTelemetry(reports[0], nextSerial));
        Send(nextSerial, reports, now);
        nextSerial = unchecked((byte)(nextSerial + 1));
    }
}
