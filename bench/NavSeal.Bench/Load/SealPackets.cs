using System.Buffers;
using NavSeal.Devices.Egts;
using NavSeal.Model.Units;

namespace NavSeal.Bench.Load;

/// <summary>The packets of a generated seal, made by the encoder that the simulator uses too.</summary>
internal static class SealPackets
{
    /// <summary>Where in a report lie the things that change from report to report.</summary>
    public const int PacketIdAt = 7, RecordAt = 13, TimeAt = 21, LatitudeAt = 25, LongitudeAt = 29, AnalogAt = 59;

    // COUNTERS_DATA of three counters and ABS_AN_SENS_DATA fill the report to 100 bytes.
    private const byte ThreeCounters = 7;

    /// <summary>The packet by which a seal names itself (AUTH, TERM_IDENTITY), and the numbers by which it will be answered.</summary>
    public static byte[] Identity(uint terminal, out EgtsSent sent)
    {
        var packet = new ArrayBufferWriter<byte>();
        sent = new EgtsEncoder().Identify(packet, terminal);
        return packet.WrittenSpan.ToArray();
    }

    /// <summary>The confirmation of what the server sent.</summary>
    public static byte[] Confirmation(in EgtsAnswer answer)
    {
        var packet = new ArrayBufferWriter<byte>();
        new EgtsEncoder().Confirm(packet, answer);
        return packet.WrittenSpan.ToArray();
    }

    /// <summary>A report of a closed seal that stands still, 100 bytes: position, precision, sensors, state, loops, counters.</summary>
    public static byte[] Report()
    {
        var writer = new EgtsPacketWriter();
        writer.Begin(EgtsPacketType.AppData, 0);
        writer.BeginRecord(new EgtsRecordHead { Number = 0, Service = EgtsService.TeleData, UpperFlags = EgtsPacketWriter.SourceOnDevice });
        writer.WriteTelemetry(new EgtsTelemetry
        {
            MeasuredAt = EgtsClock.At(0),
            At = new GeoPoint(0, 0),
            IsValid = true,
            IsThreeDimensional = true,
            AltitudeMetres = 640,
            OdometerHundredMetres = 1234,
            Satellites = 11,
            HdopHundredths = 90,
            DigitalOutputs = 0,
            ExtraInputs = 0,
            AnalogOne = 0,
            InternalMillivolts = 4000,
            MainMillivolts = 0,
            BackupMillivolts = 0,
            Mode = 2,
            Loops = new EgtsLoops(0xFF, 0),
        });
        writer.Subrecord(EgtsSubrecordType.CountersData, [ThreeCounters, 1, 0, 0, 2, 0, 0, 3, 0, 0]);
        writer.Subrecord(EgtsSubrecordType.AbsAnSensData, [2, 0, 0, 0]);
        return writer.Finish().ToArray();
    }
}
