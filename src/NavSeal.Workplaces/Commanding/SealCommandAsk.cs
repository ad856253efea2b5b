using NavSeal.Model.Commands;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;

namespace NavSeal.Workplaces.Commanding;

/// <summary>A value of a command that cannot be used.</summary>
/// <param name="Field">Which, by its name in the API and in the form.</param>
/// <param name="Key">The text Fault_KEY, for people.</param>
/// <param name="Cure">What would do, for programs.</param>
public sealed record SealCommandFault(string Field, string Key, string Cure);

/// <summary>A command to a seal as page and API ask for it, before it is handed in.</summary>
/// <param name="Kind">What the seal is to do.</param>
/// <param name="Reason">Why.</param>
public sealed record SealCommandAsk(DeviceCommandKind Kind, string Reason)
{
    public const string Moving = "movingSeconds", Standing = "standingSeconds", Of = "transportation", Why = "reason";

    public int? MovingSeconds { get; init; }

    public int? StandingSeconds { get; init; }

    public TransportationNumber? Transportation { get; init; }

    /// <summary>Whether the command asks for two periods.</summary>
    public static bool HasPeriods(DeviceCommandKind kind) => kind.HasPeriods();

    /// <summary>Whether the command is about the register of a transportation, which it has to name.</summary>
    public static bool HasRegister(DeviceCommandKind kind) => kind.NamesTransportation();

    /// <summary>What is wrong with a reason.</summary>
    public static SealCommandFault ReasonFault { get; } =
        new(Why, "Reason", $"Say why, in 1 to {Command.ShelvingReasonLengthMax} characters.");

    /// <summary>What is wrong with the values, before the rules are asked.</summary>
    public IReadOnlyList<SealCommandFault> Faults()
    {
        var faults = new List<SealCommandFault>();
        foreach (var (field, seconds) in new[] { (Moving, MovingSeconds), (Standing, StandingSeconds) })
        {
            if (CommandForms.IsPeriod(Kind, seconds)) continue;
            faults.Add(new SealCommandFault(field, "Period", HasPeriods(Kind)
                ? $"Take {DeviceCommand.PeriodMinSeconds} to {DeviceCommand.PeriodMaxSeconds} seconds."
                : "Leave it out: only setPeriods has periods."));
        }

        if (HasRegister(Kind) != Transportation.HasValue)
        {
            faults.Add(new SealCommandFault(Of, "Transportation", HasRegister(Kind)
                ? "Name the transportation whose register is meant."
                : "Leave it out: only writeRegister and readRegister name a transportation."));
        }

        if (!CommandForms.IsReason(Reason)) faults.Add(ReasonFault);
        return faults;
    }

    public Command.CommandSeal ToCommand(SealNumber seal) => new(seal, Kind, Reason)
    {
        MovingSeconds = MovingSeconds,
        StandingSeconds = StandingSeconds,
        Transportation = Transportation,
    };

    /// <summary>A command of a kind that differs from those that people give in nothing that they can correct: what refuses it refuses
    /// the kind.</summary>
    public static SealCommandAsk Probe(DeviceCommandKind kind, TransportationNumber? transportation) => new(kind, "1")
    {
        MovingSeconds = HasPeriods(kind) ? DeviceCommand.PeriodMinSeconds : null,
        StandingSeconds = HasPeriods(kind) ? DeviceCommand.PeriodMinSeconds : null,
        Transportation = HasRegister(kind) ? transportation : null,
    };
}
