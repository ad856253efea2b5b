using NavSeal.Model.Commands;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Workplaces.Views.Seals;

namespace NavSeal.Workplaces.Commanding;

/// <summary>A value of a command that cannot be used.</summary>
/// <param name="Field">Which, by its name in the API and in the form.</param>
/// <param name="Key">The text Fault_KEY, for people.</param>
/// <param name="Cure">What would do, for programs.</param>
public sealed record SealCommandFault(string Field, string Key, string Cure)
{
    /// <summary>The periods that would do; null where no period is wrong.</summary>
    public PeriodSet? Periods { get; init; }
}

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

    /// <summary>The periods that a seal takes while it moves, and while it stands; of one that is not known all.</summary>
    public static (PeriodSet Moving, PeriodSet Standing) PeriodsOf(SealRow? seal) =>
        (PeriodSet.Of(seal?.MovingPeriods), PeriodSet.Of(seal?.StandingPeriods));

    /// <summary>What is wrong with the values, before the rules are asked.</summary>
    /// <param name="seal">The seal; null where it is not known.</param>
    public IReadOnlyList<SealCommandFault> Faults(SealRow? seal)
    {
        var faults = new List<SealCommandFault>();
        var (moving, standing) = PeriodsOf(seal);
        foreach (var (field, seconds, taken) in new[] { (Moving, MovingSeconds, moving), (Standing, StandingSeconds, standing) })
        {
            if (CommandForms.IsPeriod(Kind, seconds, taken)) continue;
            var cure = HasPeriods(Kind) ? $"Take seconds out of {taken}." : "Leave it out: only setPeriods has periods.";
            faults.Add(new SealCommandFault(field, "Period", cure) { Periods = taken });
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
    public static SealCommandAsk Probe(DeviceCommandKind kind, SealRow seal, TransportationNumber? transportation)
    {
        var (moving, standing) = PeriodsOf(seal);
        return new SealCommandAsk(kind, "1")
        {
            MovingSeconds = HasPeriods(kind) ? moving.Ranges[0].From : null,
            StandingSeconds = HasPeriods(kind) ? standing.Ranges[0].From : null,
            Transportation = HasRegister(kind) ? transportation : null,
        };
    }
}
