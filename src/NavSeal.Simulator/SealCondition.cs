using NavSeal.Model.Observations;

namespace NavSeal.Simulator;

/// <summary>How a seal fares: its element, case, battery, clock and network, and what befalls them by chance.</summary>
internal sealed class SealCondition
{
    private static readonly DateTimeOffset ClockZero = new(2010, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly SealSettings settings;
    private readonly Random random;
    private DateTimeOffset settledAt;
    private bool saidLowBattery;
    private DateTimeOffset? elementClosesAt;
    private DateTimeOffset? caseClosesAt;
    private DateTimeOffset? faultEndsAt;
    private DateTimeOffset? networkReturnsAt;
    private DateTimeOffset? clockResetAt;
    private DateTimeOffset? clockRightAt;

    public SealCondition(SealSettings settings, Random random, DateTimeOffset startsAt)
    {
        (this.settings, this.random, settledAt) = (settings, random, startsAt);
        BatteryPercent = 35 + (random.NextDouble() * 65);
    }

    public SealingElementState SealingElement { get; private set; } = SealingElementState.Closed;

    public CaseState Case { get; private set; } = CaseState.Intact;

    public bool HasFault { get; private set; }

    public double BatteryPercent { get; private set; }

    public bool IsBatteryEmpty => BatteryPercent <= 0;

    public int BatteryMillivolts => (int)(
        SealBattery.EmptyMillivolts + (BatteryPercent / 100 * (SealBattery.FullMillivolts - SealBattery.EmptyMillivolts)));

    public bool HasNetwork => networkReturnsAt is null && !IsBatteryEmpty;

    /// <summary>When something next ends by itself.</summary>
    public DateTimeOffset NextChangeAt
    {
        get
        {
            var earliest = DateTimeOffset.MaxValue;
            foreach (var end in (ReadOnlySpan<DateTimeOffset?>)[elementClosesAt, caseClosesAt, faultEndsAt, networkReturnsAt, clockRightAt])
            {
                if (end < earliest) earliest = end.Value;
            }

            return earliest;
        }
    }

    public void Settle(DateTimeOffset at, bool isCharging)
    {
        var passed = at - settledAt;
        var change = isCharging ? settings.ChargePercentPerHour * passed.TotalHours : -settings.DrainPercentPerDay * passed.TotalDays;
        (BatteryPercent, settledAt) = (Math.Clamp(BatteryPercent + change, 0, 100), at);
    }

    /// <summary>What the seal believes the time to be: after a reset it counts from 2010-01-01 until the satellites set it right.</summary>
    public DateTimeOffset ClockAt(DateTimeOffset at) => clockResetAt is { } reset ? ClockZero + (at - reset) : at;

    public void Open(DateTimeOffset at, TimeSpan? howLong) => (SealingElement, elementClosesAt) = (SealingElementState.Open, at + howLong);

    public void Close() => (SealingElement, elementClosesAt) = (SealingElementState.Closed, null);

    public void Breach(DateTimeOffset at, TimeSpan? howLong) => (Case, caseClosesAt) = (CaseState.Breached, at + howLong);

    public void BeginFault(DateTimeOffset at, TimeSpan? howLong) => (HasFault, faultEndsAt) = (true, at + howLong);

    public void Repair() => (Case, caseClosesAt, HasFault, faultEndsAt) = (CaseState.Intact, null, false, null);

    public void LoseNetwork(DateTimeOffset at, TimeSpan howLong)
    {
        if (networkReturnsAt is null || networkReturnsAt < at + howLong) networkReturnsAt = at + howLong;
    }

    public void Drain(int percent) => BatteryPercent = Math.Clamp(BatteryPercent - percent, 0, 100);

    /// <summary>Ends what is due to end.</summary>
    /// <returns>The cause of the report that tells of it; null where nothing is told.</returns>
    public ReportCause? Change(DateTimeOffset at)
    {
        var isTold = elementClosesAt <= at || caseClosesAt <= at || faultEndsAt <= at;
        if (elementClosesAt <= at) Close();
        if (caseClosesAt <= at) (Case, caseClosesAt) = (CaseState.Intact, null);
        if (faultEndsAt <= at) (HasFault, faultEndsAt) = (false, null);
        if (networkReturnsAt <= at) networkReturnsAt = null;
        if (clockRightAt <= at) (clockResetAt, clockRightAt) = (null, null);
        return isTold ? ReportCause.InputChanged : null;
    }

    /// <summary>Lets chance do what it does in so long a time.</summary>
    /// <returns>The cause that the report of this moment has to name; null for none in particular.</returns>
    public ReportCause? Happen(DateTimeOffset at, TimeSpan passed)
    {
        var rare = settings.Rare;
        var (gap, opening, breach) = (Draw(rare.GapsPerDay, passed), Draw(rare.OpeningsPerDay, passed), Draw(rare.BreachesPerDay, passed));
        var (fault, reset) = (Draw(rare.FaultsPerDay, passed), Draw(rare.ClockResetsPerDay, passed));
        ReportCause? cause = null;
        if (BatteryPercent >= settings.LowBatteryPercent) saidLowBattery = false;
        else if (!saidLowBattery) (saidLowBattery, cause) = (true, ReportCause.LowVoltage);
        if (gap) LoseNetwork(at, rare.Gap.Draw(random));
        if (reset && clockResetAt is null)
            (clockResetAt, clockRightAt, cause) = (at, at + rare.ClockReset.Draw(random), ReportCause.Restart);
        if (fault && !HasFault) cause = Begin(ReportCause.Fault, () => BeginFault(at, rare.Fault.Draw(random)));
        if (opening && SealingElement == SealingElementState.Closed)
            cause = Begin(ReportCause.InputChanged, () => Open(at, rare.Opening.Draw(random)));
        if (breach && Case == CaseState.Intact) cause = Begin(ReportCause.CaseOpened, () => Breach(at, rare.Breach.Draw(random)));
        return cause;
    }

    private static ReportCause Begin(ReportCause cause, Action begin)
    {
        begin();
        return cause;
    }

    private bool Draw(double perDay, TimeSpan passed) => random.NextDouble() < 1 - Math.Exp(-perDay * passed.TotalDays);
}
