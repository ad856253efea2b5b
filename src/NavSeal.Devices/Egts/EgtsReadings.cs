using System.Buffers.Binary;
using System.Numerics;
using NavSeal.Model.Observations;
using NavSeal.Model.Seals;
using NavSeal.Model.Units;

namespace NavSeal.Devices.Egts;

/// <summary>Gathers what the subrecords of one report say and makes the observation of it, as the seal's profile reads them.</summary>
internal ref struct EgtsReadings
{
    private const byte CauseCaseOpened = 10;
    private const int TablesMax = 8, FirstExtraInput = 9, ExtraOctets = 8, InputsInOctet = 8;
    private const int NoReading = byte.MaxValue, NoShort = ushort.MaxValue;

    private readonly DeviceProfile profile;
    private EgtsPosition position;
    private EgtsExtendedPosition extended;
    private EgtsState state;
    private SealingElementState? element;
    private CaseState? seen;
    private int sensorTables;
    private bool hasState;

    /// <summary>Begins a report.</summary>
    public EgtsReadings(DeviceProfile profile) => this.profile = profile;

    /// <summary>Whether it holds a position.</summary>
    public bool HasPosition { get; private set; }

    /// <summary>Takes in one subrecord of telemetry; what it does not know or cannot read it leaves.</summary>
    public void Add(in EgtsSubrecord subrecord)
    {
        var body = subrecord.Body;
        switch (subrecord.Type)
        {
            case EgtsSubrecordType.PosData:
                AddPosition(body);
                break;
            case EgtsSubrecordType.ExtPosData:
                extended = EgtsExtendedPosition.Read(body);
                break;
            case EgtsSubrecordType.AdSensorsData:
                AddSensors(body);
                break;
            case EgtsSubrecordType.StateData or EgtsSubrecordType.StateOrAccelData when EgtsState.Is(subrecord):
                (state, hasState) = (EgtsState.Read(body), true);
                break;
            case EgtsSubrecordType.LoopinData:
                if (EgtsLoops.Read(body) is { } loops) AddLoops(loops);
                break;
            case EgtsSubrecordType.AbsDigSensData when body.Length >= 2:
                var digital = BinaryPrimitives.ReadUInt16LittleEndian(body);
                AddDigital(digital >> 4, (digital & 0x0F) != 0);
                break;
            case EgtsSubrecordType.AbsLoopinData when body.Length >= 2:
                var loop = BinaryPrimitives.ReadUInt16LittleEndian(body);
                AddLoop(loop >> 4, (EgtsLoopState)(loop & 0x0F));
                break;
        }
    }

    /// <summary>The observation.</summary>
    /// <param name="contentKey">Hash of its subrecords.</param>
    /// <param name="madeAtSeconds">When the record was made, for a report without position; null where it does not say.</param>
    /// <param name="now">The operator's clock.</param>
    public readonly Observation ToObservation(ulong contentKey, uint? madeAtSeconds, DateTimeOffset now)
    {
        var measuredAt = HasPosition ? position.MeasuredAtSeconds : madeAtSeconds;
        var breached = HasPosition && position.Cause == CauseCaseOpened;
        return new Observation
        {
            MeasuredAt = measuredAt is { } seconds ? DeviceClock.Plausible(EgtsClock.At(seconds), profile, now) : null,
            ContentKey = contentKey,
            FromMemory = HasPosition && position.FromMemory,
            Fix = HasPosition ? Fix() : null,
            IsMoving = HasPosition ? position.IsMoving : null,
            BatteryLeft = Battery(),
            MainMillivolts = hasState ? state.MainTenthsVolt * 100 : null,
            BackupMillivolts = hasState ? state.BackupTenthsVolt * 100 : null,
            InternalMillivolts = hasState ? state.InternalTenthsVolt * 100 : null,
            SealingElement = element,
            Case = breached ? CaseState.Breached : seen,
            HasFault = HasPosition && IsFault(position.Cause) ? true : null,
            Cause = HasPosition ? position.Cause : null,
            OdometerHundredMetres = HasPosition ? position.OdometerHundredMetres : null,
        };
    }

    /// <summary>Backup battery, navigation module, antenna of the mobile network, antenna of navigation.</summary>
    private static bool IsFault(byte cause) => cause is 19 or 22 or 24 or 25;

    private readonly Fix Fix() => position.ToFix() with
    {
        Satellites = extended.Satellites == NoReading ? null : extended.Satellites,
        HdopHundredths = extended.HdopHundredths == NoShort ? null : extended.HdopHundredths,
    };

    private readonly Percent? Battery()
    {
        if (!hasState) return null;
        int? tenths = profile.Battery switch
        {
            BatterySource.Main => state.MainTenthsVolt,
            BatterySource.Backup => state.BackupTenthsVolt,
            BatterySource.Internal => state.InternalTenthsVolt,
            _ => null,
        };
        return tenths is { } reading ? profile.ChargeAt(reading * 100) : null;
    }

    private void AddPosition(ReadOnlySpan<byte> body)
    {
        if (!EgtsPosition.TryRead(body, out position)) return;
        HasPosition = true;
        AddOctet(1, position.DigitalInputs);
    }

    /// <summary>Octet n of the first table holds the inputs 8n+1 to 8n+8; a second table in the same report goes on from there.</summary>
    private void AddSensors(ReadOnlySpan<byte> body)
    {
        if (body.Length < 3) return;
        var present = body[0];
        var octets = body[3..];
        var first = FirstExtraInput + (sensorTables * ExtraOctets * InputsInOctet);
        if (sensorTables < TablesMax) sensorTables++;
        if (octets.Length < BitOperations.PopCount(present)) return;
        for (var octet = 0; octet < ExtraOctets; octet++)
        {
            if ((present & (1 << octet)) == 0) continue;
            AddOctet(first + (octet * InputsInOctet), octets[0]);
            octets = octets[1..];
        }
    }

    private void AddOctet(int firstInput, byte values)
    {
        if (profile.SealingElement is { } elementInput && Holds(elementInput)) element = ElementBy(elementInput, IsOne(elementInput));
        if (profile.Case is { } caseInput && Holds(caseInput)) seen = CaseBy(caseInput, IsOne(caseInput));

        bool Holds(InputAddress input) => input.Kind != InputKind.Loop && input.Number - firstInput is >= 0 and < InputsInOctet;
        bool IsOne(InputAddress input) => (values & (1 << (input.Number - firstInput))) != 0;
    }

    private void AddDigital(int number, bool isOne)
    {
        if (profile.SealingElement is { } elementInput && Is(elementInput)) element = ElementBy(elementInput, isOne);
        if (profile.Case is { } caseInput && Is(caseInput)) seen = CaseBy(caseInput, isOne);

        bool Is(InputAddress input) => input.Kind != InputKind.Loop && input.Number == number;
    }

    private void AddLoops(EgtsLoops loops)
    {
        for (var number = 1; number <= EgtsLoops.NumberMax; number++)
        {
            if (loops[number] is { } loopState) AddLoop(number, loopState);
        }
    }

    private void AddLoop(int number, EgtsLoopState loopState)
    {
        if (profile.SealingElement is { Kind: InputKind.Loop } elementInput && elementInput.Number == number)
            element = ElementBy(loopState);
        if (profile.Case is { Kind: InputKind.Loop } caseInput && caseInput.Number == number)
            seen = loopState == EgtsLoopState.Normal ? CaseState.Intact : CaseState.Breached;
    }

    /// <summary>A short is no way a cable is opened: somebody bridged or cut it. Alarm and break are what drawing it out does.</summary>
    private static SealingElementState ElementBy(EgtsLoopState loopState)
    {
        if (loopState == EgtsLoopState.Normal) return SealingElementState.Closed;
        const EgtsLoopState shorted = EgtsLoopState.ShortToGround | EgtsLoopState.ShortToSupply;
        return (loopState & shorted) != 0 ? SealingElementState.Broken : SealingElementState.Open;
    }

    private static SealingElementState ElementBy(InputAddress input, bool isOne) =>
        isOne == (input.Kind == InputKind.DigitalClosedIsOne) ? SealingElementState.Closed : SealingElementState.Open;

    private static CaseState CaseBy(InputAddress input, bool isOne) =>
        isOne == (input.Kind == InputKind.DigitalClosedIsOne) ? CaseState.Intact : CaseState.Breached;
}
