namespace NavSeal.Model.Seals;

/// <summary>What the operator can tell a seal to do.</summary>
public enum DeviceCommandKind : byte
{
    /// <summary>Release the sealing element (SEAL-011).</summary>
    Open = 1,

    /// <summary>Lock the sealing element (SEAL-010).</summary>
    Close = 2,

    /// <summary>Report at other intervals from now on.</summary>
    SetPeriods = 3,

    /// <summary>Report at once where it is.</summary>
    AskPosition = 4,

    /// <summary>Keep the register of documents in its memory (SEAL-018).</summary>
    WriteRegister = 5,

    /// <summary>Tell the register that it keeps, to hold it against what was written.</summary>
    ReadRegister = 6,

    /// <summary>Forget the register (ARR-018).</summary>
    EraseRegister = 7,
}

/// <summary>Which commands a model understands: a set of <see cref="DeviceCommandKind"/>.</summary>
[Flags]
public enum DeviceCommands : byte
{
    /// <summary>It understands none.</summary>
    None = 0,

    /// <summary>It opens itself.</summary>
    Open = 1 << 0,

    /// <summary>It closes itself.</summary>
    Close = 1 << 1,

    /// <summary>Its reporting period can be changed.</summary>
    Periods = 1 << 2,

    /// <summary>It reports its position when it is asked.</summary>
    Position = 1 << 3,

    /// <summary>It has a memory for a register, which is written, read and erased.</summary>
    Register = 1 << 4,

    /// <summary>It opens itself only with its password.</summary>
    Password = 1 << 5,
}

/// <summary>How a command to a seal ended.</summary>
public enum DeviceCommandEnd : byte
{
    /// <summary>A later report or reading shows that it was done.</summary>
    Done = 1,

    /// <summary>The seal answered that it does not do it.</summary>
    RefusedBySeal = 2,

    /// <summary>Nothing showed until the deadline that it was done.</summary>
    Expired = 3,

    /// <summary>A person took it back before it was done.</summary>
    Cancelled = 4,

    /// <summary>The register that the seal keeps is not the one that was written.</summary>
    Differs = 5,
}

/// <summary>A command as it goes to a seal: what a protocol needs to write it.</summary>
public sealed record DeviceCommand
{
    /// <summary>Its number within the seal, from 1; a seal that repeats it in its answer is understood by it.</summary>
    public required int Number { get; init; }

    /// <summary>Bounds of <see cref="MovingSeconds"/> and <see cref="StandingSeconds"/>: ten seconds to a day (operator's rule).</summary>
    public const int PeriodMinSeconds = 10, PeriodMaxSeconds = 86_400;

    /// <summary>What is to be done.</summary>
    public required DeviceCommandKind Kind { get; init; }

    /// <summary>Seconds between reports while moving; only where periods are set.</summary>
    public int? MovingSeconds { get; init; }

    /// <summary>Seconds between reports while standing; only where periods are set.</summary>
    public int? StandingSeconds { get; init; }

    /// <summary>The register as canonical JSON; only where it is written.</summary>
    public string? Register { get; init; }

    /// <summary>The password of the seal; only where it is opened and its model wants one. Stands in no journal and no log.</summary>
    public SealSecret? Secret { get; init; }
}

/// <summary>What a seal answered to a command. It is no proof that the command was done.</summary>
public sealed record DeviceAnswer
{
    /// <summary>The number of the command where the protocol repeats it; null: the latest that was sent of <see cref="Kind"/>.</summary>
    public int? Number { get; init; }

    /// <summary>Which kind of command it answers where the protocol tells; null: whichever was sent last.</summary>
    public DeviceCommandKind? Kind { get; init; }

    /// <summary>Whether the seal says that it does what was asked.</summary>
    public required bool IsAccepted { get; init; }

    /// <summary>What it says beside that, at most <see cref="TextMax"/> characters; secrets are masked. A register that was read stands
    /// here whole as its SHA-256; null where the seal keeps none.</summary>
    public string? Text { get; init; }

    /// <summary>Most characters of <see cref="Text"/>.</summary>
    public const int TextMax = 200;
}

/// <summary>Which set a kind of command belongs to.</summary>
public static class DeviceCommandKinds
{
    /// <summary>What a model must understand to take such a command.</summary>
    public static DeviceCommands Needed(this DeviceCommandKind kind) => kind switch
    {
        DeviceCommandKind.Open => DeviceCommands.Open,
        DeviceCommandKind.Close => DeviceCommands.Close,
        DeviceCommandKind.SetPeriods => DeviceCommands.Periods,
        DeviceCommandKind.AskPosition => DeviceCommands.Position,
        _ => DeviceCommands.Register,
    };

    /// <summary>Whether it asks for two reporting periods.</summary>
    public static bool HasPeriods(this DeviceCommandKind kind) => kind == DeviceCommandKind.SetPeriods;

    /// <summary>Whether it is about the register of one transportation, which it has to name; no other kind names any.</summary>
    public static bool NamesTransportation(this DeviceCommandKind kind) =>
        kind is DeviceCommandKind.WriteRegister or DeviceCommandKind.ReadRegister;

    /// <summary>Whether the sealing element moves by it: such commands go out one at a time.</summary>
    public static bool MovesElement(this DeviceCommandKind kind) => kind is DeviceCommandKind.Open or DeviceCommandKind.Close;
}
