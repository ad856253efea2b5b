using NavSeal.Model.Units;

namespace NavSeal.Model.Seals;

/// <summary>What the raw items of one model mean: which input is the cable, which the case, what a voltage says. A row of
/// <c>reference/device-profiles.csv</c>.</summary>
public sealed record DeviceProfile
{
    /// <summary>Key of the profile, for example <c>egts-loop1</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The family the profile belongs to.</summary>
    public required DeviceProtocol Protocol { get; init; }

    /// <summary>Where the sealing element (cable, bolt) is wired; null: the model does not report it.</summary>
    public InputAddress? SealingElement { get; init; }

    /// <summary>Where the tamper switch of the case is wired; null: only the protocol's own notice of a breached case counts.</summary>
    public InputAddress? Case { get; init; }

    /// <summary>Which named parameter tells of the sealing element, in protocols that name their readings; null: none does.</summary>
    public ParameterSwitch? SealingElementParameter { get; init; }

    /// <summary>Which named parameter tells of the case; null: none does.</summary>
    public ParameterSwitch? CaseParameter { get; init; }

    /// <summary>Which bits of a status word tell of the sealing element, in protocols that pack states into words; null: none
    /// do.</summary>
    public BitSwitch? SealingElementBits { get; init; }

    /// <summary>Which bits of a status word tell of the case; null: none do.</summary>
    public BitSwitch? CaseBits { get; init; }

    /// <summary>Which commands the model understands.</summary>
    public DeviceCommands Commands { get; init; }

    /// <summary>Which periods it takes while it moves, in the writing of <see cref="PeriodSet"/>; null: all of the operator's.</summary>
    public string? MovingPeriods { get; init; }

    /// <summary>Which periods it takes while it stands, likewise.</summary>
    public string? StandingPeriods { get; init; }

    /// <summary>How far the device's clock is ahead of UTC, in protocols that do not say it; zero: it shows UTC.</summary>
    public TimeSpan TimeOffset { get; init; }

    /// <summary>Name of the parameter that <see cref="Battery"/> says, in JT/T 808 the number of the item in hexadecimal; null where it
    /// says another source.</summary>
    public string? BatteryParameter { get; init; }

    /// <summary>Which voltage is the seal's own battery; <see cref="BatterySource.None"/>: the model reports no charge.</summary>
    public BatterySource Battery { get; init; }

    /// <summary>Voltage of the empty battery in millivolts, 0 percent.</summary>
    public int BatteryEmptyMillivolts { get; init; }

    /// <summary>Voltage of the full battery in millivolts, 100 percent;
    /// above <see cref="BatteryEmptyMillivolts"/> where there is a battery.</summary>
    public int BatteryFullMillivolts { get; init; }

    /// <summary>Whether the device may report without having authorised itself first;
    /// many EGTS terminals only put their number into each record.</summary>
    public bool MayReportUnauthorised { get; init; }

    /// <summary>Whether the device is a relay: a platform that speaks for many seals in one session.</summary>
    public bool IsRelay { get; init; }

    /// <summary>Whether any date of the device is shown as it stands, the year of a reset clock included: for looking at recorded
    /// messages, never for a seal.</summary>
    public bool KeepsAnyClock { get; init; }

    /// <summary>Charge at a voltage: its place between the empty and the full battery; null where the profile tells neither.</summary>
    public Percent? ChargeAt(int millivolts)
    {
        var range = BatteryFullMillivolts - BatteryEmptyMillivolts;
        return range > 0 ? new Percent((int)Math.Clamp((millivolts - BatteryEmptyMillivolts) * 100L / range, 0, 100)) : null;
    }
}

/// <summary>What kind of input a switch is wired to.</summary>
public enum InputKind : byte
{
    /// <summary>A loop input (EGTS LOOPIN): 0 normal, 1 alarm, 2 break, 4 short to ground, 8 short to supply.</summary>
    Loop = 1,

    /// <summary>A digital input that reads 1 when the element is closed (or the case intact).</summary>
    DigitalClosedIsOne = 2,

    /// <summary>A digital input that reads 0 when the element is closed (or the case intact).</summary>
    DigitalClosedIsZero = 3,
}

/// <summary>One input of a device.</summary>
/// <param name="Kind">What kind of input.</param>
/// <param name="Number">Its number as the protocol counts, from 1.</param>
public readonly record struct InputAddress(InputKind Kind, byte Number);

/// <summary>A named parameter that tells of a switch.</summary>
/// <param name="Name">Its name as the device writes it, case and all.</param>
/// <param name="ClosedIsOne">Whether it is 1 (true) or 0 (false) when the element is closed or the case intact; any other number is the
/// opposite.</param>
public readonly record struct ParameterSwitch(string Name, bool ClosedIsOne);

/// <summary>A word of bits that tell of states.</summary>
public enum StatusWord : byte
{
    /// <summary>The status of a report.</summary>
    Status = 1,

    /// <summary>The alarms of a report.</summary>
    Alarm = 2,

    /// <summary>The status of the lock, where it has one of its own.</summary>
    Lock = 3,

    /// <summary>The state of rope and cover, where it has one of its own.</summary>
    State = 4,
}

/// <summary>Bits that tell of a switch together.</summary>
/// <param name="Word">Where they stand.</param>
/// <param name="Mask">Which they are.</param>
/// <param name="ClosedIsOne">Whether all of them are 1 or all are 0 when the element is closed or the case intact; anything else is the
/// opposite.</param>
public readonly record struct BitSwitch(StatusWord Word, uint Mask, bool ClosedIsOne);

/// <summary>Which reported voltage is that of the seal's own battery.</summary>
public enum BatterySource : byte
{
    /// <summary>None of them.</summary>
    None = 0,

    /// <summary>The main supply.</summary>
    Main = 1,

    /// <summary>The reserve beside the main supply, as the protocol names it.</summary>
    Backup = 2,

    /// <summary>The battery inside the terminal, as the protocol names it.</summary>
    Internal = 3,

    /// <summary>The parameter <see cref="DeviceProfile.BatteryParameter"/>, in volts.</summary>
    ParameterVolts = 4,

    /// <summary>The parameter <see cref="DeviceProfile.BatteryParameter"/>, in percent; no voltage is asked for.</summary>
    ParameterPercent = 5,
}
