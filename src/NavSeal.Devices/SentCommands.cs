using NavSeal.Model.Seals;

namespace NavSeal.Devices;

/// <summary>The commands that went out on one connection and that its device has not answered, oldest first: at most one of a kind, since
/// no seal has two of a kind to do. What stands here no more is answered unasked.</summary>
internal sealed class SentCommands
{
    private readonly List<SentCommand> waiting = [];

    /// <summary>The command that waits longest; null where none does.</summary>
    public SentCommand? Oldest => waiting.Count == 0 ? null : waiting[0];

    /// <summary>Notes a command. The one of its kind before it is forgotten: it is the same once more, or it is over.</summary>
    /// <param name="command">What went out.</param>
    /// <param name="serial">Number of its message where messages of the platform are counted.</param>
    public void Add(DeviceCommand command, ushort serial = 0)
    {
        waiting.RemoveAll(one => one.Command.Kind == command.Kind);
        waiting.Add(new SentCommand(command, serial));
    }

    /// <summary>The command of a kind; null where none waits.</summary>
    public SentCommand? Find(DeviceCommandKind kind) => waiting.Find(one => one.Command.Kind == kind);

    /// <summary>The command of a number; null where it does not wait.</summary>
    public SentCommand? ByNumber(uint number) => waiting.Find(one => one.Command.Number == number);

    /// <summary>The command in the message of a number; null where none waits.</summary>
    public SentCommand? BySerial(ushort serial) => waiting.Find(one => one.Serial == serial);

    /// <summary>Waits no more for the answer to a command.</summary>
    /// <param name="sent">What is answered.</param>
    /// <param name="isAccepted">Whether the device does it.</param>
    /// <param name="text">What it says beside that.</param>
    public DeviceAnswer Answered(SentCommand sent, bool isAccepted, string? text = null)
    {
        waiting.Remove(sent);
        return new DeviceAnswer { Number = sent.Command.Number, IsAccepted = isAccepted, Text = text };
    }
}

/// <summary>A command that went out.</summary>
/// <param name="Command">What it is.</param>
/// <param name="Serial">Number of its message where messages of the platform are counted.</param>
internal sealed record SentCommand(DeviceCommand Command, ushort Serial);
