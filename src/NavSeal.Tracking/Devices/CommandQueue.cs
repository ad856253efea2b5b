using System.Collections.Immutable;
using System.Diagnostics;
using NavSeal.Model.Seals;
using NavSeal.Tracking.Life;

namespace NavSeal.Tracking.Devices;

/// <summary>The commands to one seal that are not over, folded from its events.</summary>
/// <param name="LastNumber">Number of the last command that was ever given; 0: none was.</param>
/// <param name="Waiting">Those that are not over, by number; at most one of a kind.</param>
/// <param name="ChangeSentAt">When a command was sent last that changes the memory of the seal; null: none was.</param>
/// <param name="Kept">SHA-256 of what the seal was last shown to keep in its memory; null where that is not known, or something was sent
/// since that changes it.</param>
internal sealed record CommandQueue(
    int LastNumber, ImmutableArray<PendingCommand> Waiting, DateTimeOffset? ChangeSentAt, string? Kept)
{
    public static readonly CommandQueue Empty = new(0, [], null, null);

    /// <summary>The first deadline; <see cref="Moment.Endless"/> where nothing waits.</summary>
    public Moment Earliest
    {
        get
        {
            var earliest = Moment.Endless;
            foreach (var one in Waiting) earliest = Moment.Earlier(earliest, Moment.Of(one.Until));
            return earliest;
        }
    }

    /// <summary>The command of a number; null where it is over or never was.</summary>
    public PendingCommand? Find(int number) => Waiting.FirstOrDefault(one => one.Number == number);

    /// <summary>The queue after an event of the family of commands.</summary>
    public CommandQueue Evolve(SealEvent change) => change switch
    {
        SealEvent.CommandQueued e => this with { LastNumber = e.Number, Waiting = Waiting.Add(PendingCommand.Of(e)) },
        SealEvent.CommandConfirmed e => With(e.Number, one => one with { NeedsSecond = false }),
        SealEvent.CommandSent e => Sent(e),
        SealEvent.CommandAnswered e => With(e.Number, one => one with { AnsweredAt = e.At }),
        SealEvent.CommandEnded e => this with
        {
            Waiting = Waiting.RemoveAll(one => one.Number == e.Number),
            Kept = KeptAfter(e, Find(e.Number)),
        },
        _ => throw new UnreachableException(),
    };

    /// <summary>What is sent to change the memory may have changed it, whatever the seal answers.</summary>
    private CommandQueue Sent(SealEvent.CommandSent e)
    {
        var sent = With(e.Number, one => one with { Attempts = e.Attempt, SentAt = one.SentAt ?? e.At, LastSentAt = e.At });
        return Find(e.Number) is { ChangesRegister: true } ? sent with { ChangeSentAt = e.At, Kept = null } : sent;
    }

    /// <summary>A reading that left before a change did shows what was there before it.</summary>
    private string? KeptAfter(SealEvent.CommandEnded ended, PendingCommand? command) => (ended.End, command?.RegisterHash) switch
    {
        (DeviceCommandEnd.Done, { } shown) when command!.ChangesRegister || !(command.SentAt < ChangeSentAt) => shown,
        (DeviceCommandEnd.Differs, _) => null,
        _ => Kept,
    };

    private CommandQueue With(int number, Func<PendingCommand, PendingCommand> change) =>
        Find(number) is { } known ? this with { Waiting = Waiting.Replace(known, change(known)) } : this;
}

/// <summary>A command to a seal that is not over.</summary>
public sealed record PendingCommand
{
    /// <summary>Most times that a command is sent (operator's rule).</summary>
    public const int AttemptsMax = 3;

    /// <summary>How long a seal may take to answer before a command is sent again (operator's rule).</summary>
    public static readonly TimeSpan AnswerTime = TimeSpan.FromSeconds(60);

    /// <summary>Its number within the seal, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>What the seal is to do.</summary>
    public required DeviceCommandKind Kind { get; init; }

    /// <summary>Seconds between reports while moving; null where no periods are set.</summary>
    public int? MovingSeconds { get; init; }

    /// <summary>Seconds between reports while standing; null where no periods are set.</summary>
    public int? StandingSeconds { get; init; }

    /// <summary>The register that is written, or the SHA-256 that a reading is to have.</summary>
    public string? Register { get; init; }

    /// <summary>Who gave it.</summary>
    public required string By { get; init; }

    /// <summary>Its deadline.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>Whether it waits for a second person.</summary>
    public bool NeedsSecond { get; init; }

    /// <summary>How often it was sent.</summary>
    public int Attempts { get; init; }

    /// <summary>When it was sent first; null where it was not.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>When it was sent last; null where it was not.</summary>
    public DateTimeOffset? LastSentAt { get; init; }

    /// <summary>When the seal answered that it does it; null where it did not.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>Whether the seal answered that it does it.</summary>
    public bool IsAnswered => AnsweredAt is not null;

    /// <summary>Whether it changes what the seal keeps in its memory.</summary>
    public bool ChangesRegister => Kind is DeviceCommandKind.WriteRegister or DeviceCommandKind.EraseRegister;

    /// <summary>SHA-256 of what the seal keeps where this is done; null where it is about no register.</summary>
    internal string? RegisterHash => Kind switch
    {
        DeviceCommandKind.WriteRegister => SealRegister.HashOf(Register!),
        DeviceCommandKind.EraseRegister => SealRegister.HashOfNone,
        DeviceCommandKind.ReadRegister => Register,
        _ => null,
    };

    /// <summary>Whether it is to go out: nobody's agreement is missing, the seal has not answered in time, and it was not sent often
    /// enough.</summary>
    public bool IsDue(DateTimeOffset now) => DueAt <= now;

    /// <summary>When it is to go out, or out again; null where it is not.</summary>
    public DateTimeOffset? DueAt =>
        NeedsSecond || IsAnswered || Attempts >= AttemptsMax ? null : LastSentAt + AnswerTime ?? DateTimeOffset.MinValue;

    /// <summary>The command as it goes to the seal.</summary>
    public DeviceCommand ToDevice() => new()
    {
        Number = Number,
        Kind = Kind,
        MovingSeconds = MovingSeconds,
        StandingSeconds = StandingSeconds,
        Register = Kind == DeviceCommandKind.WriteRegister ? Register : null,
    };

    internal static PendingCommand Of(SealEvent.CommandQueued e) => new()
    {
        Number = e.Number,
        Kind = e.Kind,
        MovingSeconds = e.MovingSeconds,
        StandingSeconds = e.StandingSeconds,
        Register = e.Register,
        By = e.By,
        Until = e.Until,
        NeedsSecond = e.NeedsSecond,
    };
}
