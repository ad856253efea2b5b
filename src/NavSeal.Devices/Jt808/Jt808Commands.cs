using System.Buffers;
using System.Text;

namespace NavSeal.Devices.Jt808;

/// <summary>What the platform asks of a device. Each says its serial number, by which the device's answer names it; that the lock did it,
/// only a later report shows.</summary>
/// <param name="address">The device.</param>
public sealed class Jt808Commands(Jt808Address address)
{
    /// <summary>Parameter: seconds between heartbeats.</summary>
    public const uint HeartbeatSeconds = 0x0001;

    /// <summary>Parameter: seconds between reports while it sleeps.</summary>
    public const uint SleepReportSeconds = 0x0027;

    /// <summary>Parameter: seconds between reports.</summary>
    public const uint ReportSeconds = 0x0029;

    /// <summary>What a Huabao lock is told by <see cref="SealHuabao"/>, among other things that it can be told.</summary>
    internal const byte HuabaoSeal = 0x24;

    private readonly Jt808Writer writer = new();

    /// <summary>Sets parameters of four bytes, at most 113 of them.</summary>
    public void SetParameters(IBufferWriter<byte> output, ushort serial, params ReadOnlySpan<(uint Parameter, uint Value)> values)
    {
        writer.Begin(Jt808MessageId.SetParameters, address, serial);
        writer.One((byte)values.Length);
        foreach (var (parameter, value) in values)
        {
            writer.Four(parameter);
            writer.One(sizeof(uint));
            writer.Four(value);
        }

        writer.WriteTo(output);
    }

    /// <summary>Asks for all parameters.</summary>
    public void AskParameters(IBufferWriter<byte> output, ushort serial)
    {
        writer.Begin(Jt808MessageId.AskParameters, address, serial);
        writer.WriteTo(output);
    }

    /// <summary>Asks for the position.</summary>
    public void AskLocation(IBufferWriter<byte> output, ushort serial)
    {
        writer.Begin(Jt808MessageId.AskLocation, address, serial);
        writer.WriteTo(output);
    }

    /// <summary>Asks for positions at short intervals for a time.</summary>
    public void Track(IBufferWriter<byte> output, ushort serial, ushort intervalSeconds, uint validSeconds)
    {
        writer.Begin(Jt808MessageId.Track, address, serial);
        writer.Two(intervalSeconds);
        writer.Four(validSeconds);
        writer.WriteTo(output);
    }

    /// <summary>Controls the device itself: 4 restarts it.</summary>
    public void Control(IBufferWriter<byte> output, ushort serial, byte word)
    {
        writer.Begin(Jt808MessageId.Control, address, serial);
        writer.One(word);
        writer.WriteTo(output);
    }

    /// <summary>Locks or unlocks the door, in the form of 2011 and 2013.</summary>
    public void Lock(IBufferWriter<byte> output, ushort serial, bool isLocked)
    {
        writer.Begin(Jt808MessageId.VehicleControl, address, serial);
        writer.One(isLocked ? (byte)1 : (byte)0);
        writer.WriteTo(output);
    }

    /// <summary>Sends text, the usual carrier of makers' own commands.</summary>
    /// <exception cref="ArgumentException">It holds anything but ASCII: devices expect another code for that.</exception>
    public void Text(IBufferWriter<byte> output, ushort serial, byte flag, string text)
    {
        if (!Ascii.IsValid(text)) throw new ArgumentException("Commands are ASCII.", nameof(text));
        writer.Begin(Jt808MessageId.Text, address, serial);
        writer.One(flag);
        writer.Bytes(Encoding.ASCII.GetBytes(text));
        writer.WriteTo(output);
    }

    /// <summary>Seals or unseals a Huabao lock in a user's name.</summary>
    /// <exception cref="ArgumentException">The name holds anything but ASCII, or is too long.</exception>
    public void SealHuabao(IBufferWriter<byte> output, ushort serial, bool isSealed, string user)
    {
        if (!Ascii.IsValid(user) || user.Length >= byte.MaxValue)
            throw new ArgumentException("A short name in ASCII is wanted.", nameof(user));
        writer.Begin(Jt808MessageId.HuabaoSet, address, serial);
        writer.One(1);
        writer.One(HuabaoSeal);
        writer.One((byte)(user.Length + 1));
        writer.One(isSealed ? (byte)1 : (byte)0);
        writer.Bytes(Encoding.ASCII.GetBytes(user));
        writer.WriteTo(output);
    }
}
