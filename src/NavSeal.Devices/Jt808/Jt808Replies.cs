using System.Buffers;
using System.Globalization;
using System.Text;

namespace NavSeal.Devices.Jt808;

/// <summary>What the platform answers in one session; counts its own messages. An answer has the header of what it answers.</summary>
internal sealed class Jt808Replies
{
    private const string TextClock = "yyyyMMddHHmmss";

    private readonly Jt808Writer writer = new();
    private ushort nextSerial;

    /// <summary>The answer that most messages have.</summary>
    public void Answer(IBufferWriter<byte> output, in Jt808Message message, Jt808Result result)
    {
        if (Jt808Message.IsJointech(message.Id))
        {
            if (message.WantsAnswer) AnswerJointech(output, message, result);
            return;
        }

        writer.Begin(Jt808MessageId.PlatformAnswer, message.Address, TakeSerial());
        writer.Two(message.Serial);
        writer.Two((ushort)message.Id);
        writer.One((byte)result);
        writer.WriteTo(output);
    }

    /// <summary>Answers a registration. The code is the number of the device: it shows which device it is, and keeps nobody out.</summary>
    public void Register(IBufferWriter<byte> output, in Jt808Message message, Jt808Registration result)
    {
        writer.Begin(Jt808MessageId.RegisterAnswer, message.Address, TakeSerial());
        writer.Two(message.Serial);
        writer.One((byte)result);
        if (result == Jt808Registration.Ok) writer.Bytes(Encoding.ASCII.GetBytes(message.Address.Text));
        writer.WriteTo(output);
    }

    /// <summary>Tells the time, UTC.</summary>
    public void Time(IBufferWriter<byte> output, in Jt808Message message, DateTimeOffset now)
    {
        if (message.Id == Jt808MessageId.AskTime)
        {
            writer.Begin(Jt808MessageId.Time, message.Address, TakeSerial());
            writer.Instant(now);
        }
        else
        {
            var time = now.UtcDateTime;
            writer.Begin(Jt808MessageId.Clock, message.Address, TakeSerial());
            writer.Two((ushort)time.Year);
            foreach (var part in (ReadOnlySpan<int>)[time.Month, time.Day, time.Hour, time.Minute, time.Second]) writer.One((byte)part);
        }

        writer.WriteTo(output);
    }

    /// <summary>Tells that a picture, sound or film came whole.</summary>
    public void Media(IBufferWriter<byte> output, in Jt808Message message, uint number)
    {
        writer.Begin(Jt808MessageId.MediaAnswer, message.Address, TakeSerial());
        writer.Four(number);
        writer.WriteTo(output);
    }

    /// <summary>Asks for parts that did not come.</summary>
    /// <param name="output">Where to.</param>
    /// <param name="message">The last part.</param>
    /// <param name="first">Serial of the first part.</param>
    /// <param name="missing">Numbers of the parts, at most 255.</param>
    public void AskAgain(IBufferWriter<byte> output, in Jt808Message message, ushort first, ReadOnlySpan<ushort> missing)
    {
        writer.Begin(Jt808MessageId.ResendParts, message.Address, TakeSerial());
        writer.Two(first);
        // The count has one byte up to 2013 and two since.
        if (message.Address.Version is null) writer.One((byte)missing.Length);
        else writer.Two((ushort)missing.Length);
        foreach (var part in missing) writer.Two(part);
        writer.WriteTo(output);
    }

    /// <summary>Answers a sentence that asks for the time with the same sentence and the time in it.</summary>
    public static void TextTime(IBufferWriter<byte> output, ReadOnlySpan<byte> beforeTime, DateTimeOffset now)
    {
        output.Write("("u8);
        output.Write(beforeTime);
        output.Write(Encoding.ASCII.GetBytes(now.UtcDateTime.ToString(TextClock, CultureInfo.InvariantCulture)));
        output.Write(")"u8);
    }

    /// <summary>Jointech's answer names the kind in its body and the message by the serial of its header.</summary>
    private void AnswerJointech(IBufferWriter<byte> output, in Jt808Message message, Jt808Result result)
    {
        writer.Begin(Jt808MessageId.JointechAnswer, message.Address, message.Serial);
        writer.Two((ushort)message.Id);
        writer.One((byte)result);
        writer.WriteTo(output);
    }

    /// <summary>The number of the next message of the platform, whoever writes it.</summary>
    public ushort TakeSerial() => unchecked(nextSerial++);
}
