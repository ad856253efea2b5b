using System.Buffers.Binary;
using System.Text;
using NavSeal.Model.Units;

namespace NavSeal.Devices.Egts;

/// <summary>Writes the subrecords that a device sends; the reading side stands in <c>EgtsPosition</c> and its neighbours.</summary>
public static class EgtsSubrecordEncoding
{
    private const int PositionLength = 21, AltitudeLength = 3, ImeiLength = 15;
    private const int SpeedMax = 0x3FFF, CourseMax = 0x1FF, ThreeBytesMax = 0xFFFFFF;

    /// <summary>A terminal names itself (TERM_IDENTITY).</summary>
    /// <param name="writer">Within a record of the service AUTH.</param>
    /// <param name="terminalId">Its number (TID).</param>
    /// <param name="imei">15 digits; null leaves the field out.</param>
    /// <exception cref="ArgumentException">The IMEI has not 15 characters.</exception>
    public static void WriteTermIdentity(this EgtsPacketWriter writer, uint terminalId, string? imei = null)
    {
        if (imei is not null && imei.Length != ImeiLength) throw new ArgumentException("An IMEI has 15 digits.", nameof(imei));
        const byte simpleAlgorithm = 0x10, withImei = 0x02;
        var body = writer.Subrecord(EgtsSubrecordType.TermIdentity, imei is null ? 5 : 5 + ImeiLength);
        BinaryPrimitives.WriteUInt32LittleEndian(body, terminalId);
        body[4] = (byte)(simpleAlgorithm | (imei is null ? 0 : withImei));
        if (imei is not null) Encoding.ASCII.GetBytes(imei, body[5..]);
    }

    /// <summary>A relaying platform names itself (DISPATCHER_IDENTITY).</summary>
    /// <param name="writer">Within a record of the service AUTH.</param>
    /// <param name="dispatcherId">Its number (DID).</param>
    /// <param name="description">Short description, written in ASCII; may be empty.</param>
    public static void WriteDispatcherIdentity(this EgtsPacketWriter writer, uint dispatcherId, string description = "")
    {
        var body = writer.Subrecord(EgtsSubrecordType.DispatcherIdentity, 5 + description.Length);
        body[0] = 0;
        BinaryPrimitives.WriteUInt32LittleEndian(body[1..], dispatcherId);
        Encoding.ASCII.GetBytes(description, body[5..]);
    }

    /// <summary>User and password (AUTH_INFO), written in ASCII.</summary>
    public static void WriteAuthInfo(this EgtsPacketWriter writer, string user, string password)
    {
        var body = writer.Subrecord(EgtsSubrecordType.AuthInfo, user.Length + password.Length + 2);
        body.Clear();
        Encoding.ASCII.GetBytes(user, body);
        Encoding.ASCII.GetBytes(password, body[(user.Length + 1)..]);
    }

    /// <summary>Outcome of the authorisation (RESULT_CODE).</summary>
    public static void WriteResultCode(this EgtsPacketWriter writer, EgtsResult result) =>
        writer.Subrecord(EgtsSubrecordType.ResultCode, 1)[0] = (byte)result;

    /// <summary>Everything of a report within the record that was begun: POS_DATA, EXT_POS_DATA, AD_SENSORS_DATA, STATE_DATA,
    /// LOOPIN_DATA, in
    /// this order, each where the report holds something of it.</summary>
    public static void WriteTelemetry(this EgtsPacketWriter writer, in EgtsTelemetry report)
    {
        if (report.At is { } at) WritePosition(writer, report, at);
        if (report.Satellites is not null || report.HdopHundredths is not null) WriteExtended(writer, report);
        if ((report.DigitalOutputs ?? report.ExtraInputs ?? report.AnalogOne) is not null) WriteSensors(writer, report);
        if ((report.MainMillivolts ?? report.BackupMillivolts ?? report.InternalMillivolts) is not null) WriteState(writer, report);
        if (report.Loops is { } loops) WriteLoops(writer, loops);
    }

    /// <summary>Degrees as the wire has them: a share of the largest angle in 32 bits, without sign.</summary>
    internal static uint ToShare(int microdegrees, int largest) =>
        (uint)((((ulong)Math.Abs(microdegrees) * uint.MaxValue) + ((ulong)largest / 2)) / (ulong)largest);

    private static void WritePosition(EgtsPacketWriter writer, in EgtsTelemetry report, GeoPoint at)
    {
        var altitudeLength = report.AltitudeMetres is null ? 0 : AltitudeLength;
        var body = writer.Subrecord(EgtsSubrecordType.PosData, PositionLength + altitudeLength);
        BinaryPrimitives.WriteUInt32LittleEndian(body, EgtsClock.SecondsAt(report.MeasuredAt));
        BinaryPrimitives.WriteUInt32LittleEndian(body[4..], ToShare(at.LatitudeMicrodegrees, GeoPoint.LatitudeMax));
        BinaryPrimitives.WriteUInt32LittleEndian(body[8..], ToShare(at.LongitudeMicrodegrees, GeoPoint.LongitudeMax));
        body[12] = (byte)((report.IsValid ? 1 : 0) | (report.IsThreeDimensional ? 2 : 0)
            | (report.FromMemory ? 8 : 0) | (report.IsMoving ? 16 : 0)
            | (at.LatitudeMicrodegrees < 0 ? 32 : 0) | (at.LongitudeMicrodegrees < 0 ? 64 : 0) | (altitudeLength > 0 ? 128 : 0));
        var course = Math.Clamp(report.CourseDegrees, 0, CourseMax);
        var speed = Math.Clamp(report.SpeedTenthsKilometrePerHour, 0, SpeedMax)
            | (report.AltitudeMetres < 0 ? 0x4000 : 0) | ((course >> 8) << 15);
        BinaryPrimitives.WriteUInt16LittleEndian(body[13..], (ushort)speed);
        body[15] = (byte)(course & 0xFF);
        ThreeBytes(body[16..], report.OdometerHundredMetres);
        body[19] = report.DigitalInputs;
        body[20] = report.Cause;
        if (report.AltitudeMetres is { } altitude) ThreeBytes(body[PositionLength..], Math.Abs(altitude));
    }

    private static void WriteExtended(EgtsPacketWriter writer, in EgtsTelemetry report)
    {
        const byte withHdop = 2, withSatellites = 8;
        var length = 1 + (report.HdopHundredths is null ? 0 : 2) + (report.Satellites is null ? 0 : 1);
        var body = writer.Subrecord(EgtsSubrecordType.ExtPosData, length);
        body[0] = (byte)((report.HdopHundredths is null ? 0 : withHdop) | (report.Satellites is null ? 0 : withSatellites));
        if (report.HdopHundredths is { } hdop) BinaryPrimitives.WriteUInt16LittleEndian(body[1..], hdop);
        if (report.Satellites is { } satellites) body[^1] = satellites;
    }

    private static void WriteSensors(EgtsPacketWriter writer, in EgtsTelemetry report)
    {
        var length = 3 + (report.ExtraInputs is null ? 0 : 1) + (report.AnalogOne is null ? 0 : 3);
        var body = writer.Subrecord(EgtsSubrecordType.AdSensorsData, length);
        body[0] = (byte)(report.ExtraInputs is null ? 0 : 1);
        body[1] = report.DigitalOutputs ?? 0;
        body[2] = (byte)(report.AnalogOne is null ? 0 : 1);
        if (report.ExtraInputs is { } inputs) body[3] = inputs;
        if (report.AnalogOne is { } reading) ThreeBytes(body[^3..], reading);
    }

    private static void WriteState(EgtsPacketWriter writer, in EgtsTelemetry report)
    {
        var body = writer.Subrecord(EgtsSubrecordType.StateData, 5);
        body[0] = report.Mode;
        body[1] = TenthsOfVolt(report.MainMillivolts);
        body[2] = TenthsOfVolt(report.BackupMillivolts);
        body[3] = TenthsOfVolt(report.InternalMillivolts);
        body[4] = 4;
    }

    private static void WriteLoops(EgtsPacketWriter writer, EgtsLoops loops)
    {
        var body = writer.Subrecord(EgtsSubrecordType.LoopinData, 1 + EgtsLoops.PairsOf(loops.Present));
        body[0] = loops.Present;
        var next = 1;
        for (var pair = 0; pair < EgtsLoops.NumberMax / 2; pair++)
        {
            if (((loops.Present >> (pair * 2)) & 3) != 0) body[next++] = (byte)((loops.States >> (pair * 8)) & 0xFF);
        }
    }

    private static byte TenthsOfVolt(int? millivolts) => (byte)Math.Clamp(((millivolts ?? 0) + 50) / 100, 0, byte.MaxValue);

    private static void ThreeBytes(Span<byte> body, int value)
    {
        var clamped = Math.Clamp(value, 0, ThreeBytesMax);
        BinaryPrimitives.WriteUInt16LittleEndian(body, (ushort)(clamped & 0xFFFF));
        body[2] = (byte)(clamped >> 16);
    }
}
