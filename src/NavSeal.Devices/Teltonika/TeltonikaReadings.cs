using System.Globalization;
using NavSeal.Model.Observations;
using NavSeal.Model.Seals;
using NavSeal.Model.Units;

namespace NavSeal.Devices.Teltonika;

/// <summary>Makes observations of records, as the profile of one seal reads them: inputs and parameters are items by their
/// numbers.</summary>
internal sealed class TeltonikaReadings(DeviceProfile profile)
{
    private const int MainId = 66, InternalId = 67, MovementId = 240, InputsMax = 4, None = -1;
    private const int ShortMax = ushort.MaxValue - 1, SatellitesMax = byte.MaxValue - 1;

    private static readonly long instantMax = DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();

    private readonly Switch element = Switch.Of(profile.SealingElement, profile.SealingElementParameter);
    private readonly Switch seen = Switch.Of(profile.Case, profile.CaseParameter);
    private readonly int percentId = profile.Battery == BatterySource.ParameterPercent ? IdOf(profile.BatteryParameter) : None;

    /// <summary>Reads a record.</summary>
    /// <param name="record">Its lengths are right.</param>
    /// <param name="now">The operator's clock, to tell impossible times.</param>
    public Observation Read(scoped in TeltonikaRecord record, DateTimeOffset now)
    {
        var found = ReadItems(record.Items);
        var millivolts = profile.Battery switch
        {
            BatterySource.Main => found.Main,
            BatterySource.Internal => found.Internal,
            _ => null,
        };
        return new Observation
        {
            MeasuredAt = DeviceClock.Plausible(InstantOf(record.Milliseconds), profile, now),
            ContentKey = ContentHash.Of(record.Bytes),
            Fix = ReadFix(record),
            IsMoving = found.IsMoving,
            BatteryLeft = found.BatteryLeft ?? (millivolts is { } known ? profile.ChargeAt(known) : null),
            MainMillivolts = found.Main,
            InternalMillivolts = found.Internal,
            SealingElement = found.Element switch
            {
                true => SealingElementState.Closed,
                false => SealingElementState.Open,
                null => null,
            },
            Case = found.Case switch { true => CaseState.Intact, false => CaseState.Breached, null => null },
            Cause = record.Event <= ShortMax ? record.Event : null,
        };
    }

    /// <summary>The instant of a count since 1970; null beyond the year 9999.</summary>
    public static DateTimeOffset? InstantOf(ulong milliseconds) =>
        milliseconds <= (ulong)instantMax ? DateTimeOffset.FromUnixTimeMilliseconds((long)milliseconds) : null;

    /// <summary>The place, where it is one on earth. Degrees come in parts of ten million; they are rounded.</summary>
    public static GeoPoint? Place(int latitude, int longitude)
    {
        var (north, east) = (Microdegrees(latitude), Microdegrees(longitude));
        return Math.Abs(north) <= GeoPoint.LatitudeMax && Math.Abs(east) <= GeoPoint.LongitudeMax ? new GeoPoint(north, east) : null;
    }

    private static int Microdegrees(int tenths) => (int)(((long)tenths + (tenths < 0 ? -5 : 5)) / 10);

    /// <summary>The protocol does not say whether a place is valid: without satellites it is one the device remembers, and 0, 0 is what it
    /// sends where it remembers none.</summary>
    private static Fix ReadFix(scoped in TeltonikaRecord record)
    {
        var at = Place(record.Latitude, record.Longitude);
        return new Fix
        {
            At = at,
            IsValid = at is not null && record.Satellites > 0 && (record.Latitude != 0 || record.Longitude != 0),
            AltitudeMetres = record.Altitude,
            SpeedTenthsKilometrePerHour = record.Speed * 10 <= ShortMax ? record.Speed * 10 : null,
            CourseDegrees = record.Course < 360 ? record.Course : null,
            Satellites = record.Satellites <= SatellitesMax ? record.Satellites : null,
        };
    }

    private Found ReadItems(TeltonikaItems items)
    {
        var found = default(Found);
        while (items.MoveNext())
        {
            var id = items.Id;
            if (id != element.Id && id != seen.Id && id != percentId && id is not (MainId or InternalId or MovementId)) continue;
            if (TeltonikaItems.NumberOf(items.Value) is not { } value) continue;
            if (id == element.Id) found.Element = element.IsClosed(value);
            if (id == seen.Id) found.Case = seen.IsClosed(value);
            if (id == percentId && value <= 100) found.BatteryLeft = new Percent((int)value);
            if (id == MainId && value <= ShortMax) found.Main = (int)value;
            if (id == InternalId && value <= ShortMax) found.Internal = (int)value;
            if (id == MovementId && value <= 1) found.IsMoving = value == 1;
        }

        return found;
    }

    private static int IdOf(string? name) =>
        ushort.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : None;

    /// <summary>Which item is a switch, and what it reads when closed or intact. Input n is item n.</summary>
    private readonly record struct Switch(int Id, bool ClosedIsOne)
    {
        public static Switch Of(InputAddress? input, ParameterSwitch? parameter) => (input, parameter) switch
        {
            (_, { } named) => new Switch(IdOf(named.Name), named.ClosedIsOne),
            ({ Kind: not InputKind.Loop, Number: <= InputsMax } wired, _) =>
                new Switch(wired.Number, wired.Kind == InputKind.DigitalClosedIsOne),
            _ => new Switch(None, false),
        };

        public bool IsClosed(ulong value) => (value != 0) == ClosedIsOne;
    }

    /// <summary>What the items say.</summary>
    private struct Found
    {
        public bool? Element { get; set; }

        public bool? Case { get; set; }

        public bool? IsMoving { get; set; }

        public Percent? BatteryLeft { get; set; }

        public int? Main { get; set; }

        public int? Internal { get; set; }
    }
}
