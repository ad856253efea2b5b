using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics;
using NavSeal.Model.Seals;

namespace NavSeal.Devices.Jt808;

/// <summary>The commands of one connection: sends them, and finds to which of them an answer belongs, by the number of its
/// message.</summary>
/// <param name="replies">Counts the messages of the platform, commands among them.</param>
internal sealed class Jt808Requests(Jt808Replies replies)
{
    /// <summary>In whose name a Huabao lock is sealed and unsealed; who it was, the journal says.</summary>
    private const string User = "navseal";

    private const int SerialLength = 2, AnswerLength = 5;

    private readonly SentCommands sent = new();

    /// <summary>Serial of a question for the position whose answer was announced; null where none was.</summary>
    private ushort? announced;

    /// <summary>Whether a model has a message for a command. Only the lock of Huabao is opened and closed by one, and it is the one that
    /// tells its state in a list of locks.</summary>
    public static bool Has(DeviceCommand command, DeviceProfile profile) => command.Kind switch
    {
        DeviceCommandKind.Open or DeviceCommandKind.Close => profile.SealingElementBits is { Word: StatusWord.Lock },
        DeviceCommandKind.SetPeriods => command is { MovingSeconds: > 0, StandingSeconds: > 0 },
        DeviceCommandKind.AskPosition => true,
        _ => false,
    };

    /// <summary>Writes a command.</summary>
    /// <param name="output">Receives the message.</param>
    /// <param name="address">The device.</param>
    /// <param name="command">One that there is a message for.</param>
    public void Send(IBufferWriter<byte> output, Jt808Address address, DeviceCommand command)
    {
        var commands = new Jt808Commands(address);
        var serial = replies.TakeSerial();
        switch (command.Kind)
        {
            case DeviceCommandKind.Open or DeviceCommandKind.Close:
                commands.SealHuabao(output, serial, isSealed: command.Kind == DeviceCommandKind.Close, User);
                break;
            case DeviceCommandKind.SetPeriods:
                commands.SetParameters(
                    output,
                    serial,
                    (Jt808Commands.ReportSeconds, (uint)command.MovingSeconds!.Value),
                    (Jt808Commands.SleepReportSeconds, (uint)command.StandingSeconds!.Value));
                break;
            case DeviceCommandKind.AskPosition:
                announced = null;
                commands.AskLocation(output, serial);
                break;
            default:
                throw new UnreachableException();
        }

        sent.Add(command, serial);
    }

    /// <summary>What an answer without a location says of a command (0001, and 0500 where a lock answers as if the vehicle had been
    /// controlled).</summary>
    /// <returns>Null where it belongs to none, was given before, or is cut.</returns>
    public DeviceAnswer? Answered(scoped in Jt808Message message)
    {
        if (message.Body.Length < SerialLength || sent.BySerial(Serial(message)) is not { } asked) return null;
        if (message.Id == Jt808MessageId.VehicleAnswer)
            return asked.Command.Kind.MovesElement() ? sent.Answered(asked, isAccepted: true) : null;
        if (message.Body.Length != AnswerLength) return null;
        if (BinaryPrimitives.ReadUInt16BigEndian(message.Body[SerialLength..]) != (ushort)IdOf(asked)) return null;
        var result = message.Body[^1];
        if (result != (byte)Jt808Result.Ok) return sent.Answered(asked, isAccepted: false, FormattableString.Invariant($"result {result}"));
        var answer = sent.Answered(asked, isAccepted: true);
        if (asked.Command.Kind == DeviceCommandKind.AskPosition) announced = asked.Serial;
        return answer;
    }

    /// <summary>Whether a location (0201) was asked for here, and is not there yet.</summary>
    public bool IsAsked(scoped in Jt808Message message) => message.Body.Length >= SerialLength
        && (announced == Serial(message) || sent.BySerial(Serial(message)) is { Command.Kind: DeviceCommandKind.AskPosition });

    /// <summary>Takes a location that was asked for.</summary>
    /// <returns>The answer; null where it was given before by a message without the location.</returns>
    public DeviceAnswer? Located(scoped in Jt808Message message)
    {
        if (sent.BySerial(Serial(message)) is { } asked) return sent.Answered(asked, isAccepted: true);
        announced = null;
        return null;
    }

    /// <summary>The location behind the number of the message that asked for it.</summary>
    public static ReadOnlySpan<byte> LocationIn(scoped in Jt808Message message) => message.Body[SerialLength..];

    private static ushort Serial(scoped in Jt808Message message) => BinaryPrimitives.ReadUInt16BigEndian(message.Body);

    private static Jt808MessageId IdOf(SentCommand asked) => asked.Command.Kind switch
    {
        DeviceCommandKind.SetPeriods => Jt808MessageId.SetParameters,
        DeviceCommandKind.AskPosition => Jt808MessageId.AskLocation,
        _ => Jt808MessageId.HuabaoSet,
    };
}
