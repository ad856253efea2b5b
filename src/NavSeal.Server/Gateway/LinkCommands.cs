using System.Collections.Concurrent;
using NavSeal.Model.Seals;
using NavSeal.Tracking.Devices;

namespace NavSeal.Server.Gateway;

/// <summary>The commands on their way over one connection: the loop's thread gives them, the reading thread sends them, and a third one
/// watches how long their answers take.</summary>
internal sealed class LinkCommands
{
    /// <summary>After so long without an answer a command is looked at again; a little more than the rule, which counts from its
    /// decision.</summary>
    private static readonly TimeSpan AnswerTime = PendingCommand.AnswerTime + TimeSpan.FromSeconds(1);

    private readonly ConcurrentQueue<(RegisteredSeal Seal, DeviceCommand Command)> waiting = new();
    private readonly ConcurrentQueue<(SealNumber Seal, DateTimeOffset DueAt)> sent = new();

    /// <summary>Adds a command to what is to be sent.</summary>
    public void Add(RegisteredSeal seal, DeviceCommand command) => waiting.Enqueue((seal, command));

    /// <summary>Takes the next command that is to be sent.</summary>
    public bool TryTake(out (RegisteredSeal Seal, DeviceCommand Command) next) => waiting.TryDequeue(out next);

    /// <summary>A command has gone to the loop.</summary>
    public void Sent(SealNumber seal, DateTimeOffset now) => sent.Enqueue((seal, now + AnswerTime));

    /// <summary>The commands of a seal are to be looked at again: one was sent by a connection that is gone.</summary>
    public void LookAgain(SealNumber seal, DateTimeOffset at) => sent.Enqueue((seal, at));

    /// <summary>The seal whose commands are to be looked at again, since an answer may be overdue; each sending is told once. Null where
    /// none is.</summary>
    public SealNumber? SealToLookAt(DateTimeOffset now)
    {
        SealNumber? seal = null;
        while (sent.TryPeek(out var oldest) && oldest.DueAt <= now && sent.TryDequeue(out oldest)) seal = oldest.Seal;
        return seal;
    }
}
