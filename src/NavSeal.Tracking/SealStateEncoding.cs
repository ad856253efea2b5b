using NavSeal.Model.Observations;
using NavSeal.Model.Registries;
using NavSeal.Model.Seals;
using NavSeal.Model.Transportations;
using NavSeal.Tracking.Devices;

namespace NavSeal.Tracking;

/// <summary>The bytes of a <see cref="SealState"/> in the table of states. Equal states have equal bytes.</summary>
public static class SealStateEncoding
{
    /// <summary>First byte of the bytes; another version is folded from the journal anew.</summary>
    public const byte Version = 8;

    private const byte HasFix = 1, HasBattery = 2;

    private const int BeyondBit = 2;

    /// <summary>Lays a state out, window and all.</summary>
    public static byte[] Write(SealState seal)
    {
        var writer = new StateWriter(Version);
        writer.Text(seal.Number.Text);
        WriteRegistration(writer, seal.Registration);
        ref readonly var facts = ref seal.Facts;
        writer.Byte((byte)facts.Stock);
        writer.Flag(facts.IssuedTo is not null);
        if (facts.IssuedTo is { } holder)
        {
            writer.Byte((byte)holder.Kind);
            writer.Text(holder.Key);
        }

        writer.Moment(facts.LastHeardAt);
        Write(writer, facts.Element, (w, value) => w.Byte((byte)value));
        Write(writer, facts.Case, (w, value) => w.Byte((byte)value));
        Write(writer, facts.Fault, (w, value) => w.Byte((byte)value));
        Write(writer, facts.Battery, (w, value) => w.Byte(value));
        Write(writer, facts.Motion, (w, value) => w.Number(value));
        Write(writer, facts.Fix, (w, value) => w.Point(value));
        Write(writer, facts.Bindings, (w, binding) =>
        {
            w.Unique(binding.Transportation.Value);
            w.Moment(binding.From);
            w.Moment(binding.Until);
        });
        Write(writer, facts.Openings, (w, opening) =>
        {
            w.Moment(opening.From);
            w.Moment(opening.Until);
        });
        Write(writer, facts.Removals, (w, removal) =>
        {
            w.Moment(removal.From);
            w.Moment(removal.ReapplyBy);
            w.Moment(removal.Until);
        });
        Write(writer, facts.Placeless, (w, placeless) =>
        {
            w.Key(placeless.Key);
            w.Moment(placeless.ReceivedAt);
        });
        Write(writer, facts.Gaps, (w, gap) =>
        {
            w.Moment(gap.After);
            w.Moment(gap.Before);
            Write(w, gap.Left);
            Write(w, gap.Right);
        });
        WritePast(writer, facts.Past);
        CommandQueueEncoding.Write(writer, facts.Commands);
        writer.Flag(facts.SealedSecret is not null);
        if (facts.SealedSecret is { } secret) writer.Text(secret);
        WriteWindow(writer, seal.Window);
        return writer.ToArray();
    }

    /// <summary>Reads a state back.</summary>
    /// <exception cref="FormatException">The bytes are damaged or of another version.</exception>
    public static SealState Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new StateReader(bytes, Version);
        if (!SealNumber.TryParse(reader.Text(), out var number)) throw new FormatException("The state has no seal number.");
        var facts = new SealFacts
        {
            Registration = ReadRegistration(ref reader),
            Stock = (SealStock)reader.Byte(),
            IssuedTo = reader.Flag() ? new SealHolder((RegistryKind)reader.Byte(), reader.Text()) : null,
            LastHeardAt = reader.Moment(),
            Element = new(reader.Moment(), (SealingElementState)reader.Byte()),
            Case = new(reader.Moment(), (CaseState)reader.Byte()),
            Fault = new(reader.Moment(), (FaultReport)reader.Byte()),
            Battery = new(reader.Moment(), reader.Byte()),
            Motion = new(reader.Moment(), reader.Int()),
            Fix = new(reader.Moment(), reader.Point()),
            Bindings = ReadAll(ref reader, (ref r) => new Binding(new TransportationNumber(r.Unique()), r.Moment(), r.Moment())),
            Openings = ReadAll(ref reader, (ref r) => new OpeningCommand(r.Moment(), r.Moment())),
            Removals = ReadAll(ref reader, (ref r) => new Removal(r.Moment(), r.Moment(), r.Moment())),
            Placeless = ReadAll(ref reader, (ref r) => new PlacelessKey(r.Key(), r.Moment())),
            Gaps = ReadAll(ref reader, (ref r) => new Gap(r.Moment(), r.Moment(), ReadKnown(ref r), ReadKnown(ref r))),
            Past = ReadPast(ref reader),
            Commands = CommandQueueEncoding.Read(ref reader),
            SealedSecret = reader.Flag() ? reader.Text() : null,
        };
        var window = ReadWindow(ref reader);
        reader.End();
        return new SealState(number, facts, window);
    }

    private delegate T ReadOne<T>(ref StateReader reader);

    private static void Write<T>(StateWriter writer, T[] values, Action<StateWriter, T> write)
    {
        writer.Number(values.Length);
        foreach (var value in values) write(writer, value);
    }

    private static T[] ReadAll<T>(ref StateReader reader, ReadOne<T> read)
    {
        var values = new T[reader.Count()];
        for (var i = 0; i < values.Length; i++) values[i] = read(ref reader);
        return values;
    }

    private static void Write<T>(StateWriter writer, Latest<T> latest, Action<StateWriter, T> write)
        where T : struct
    {
        writer.Moment(latest.MeasuredAt);
        write(writer, latest.Value);
    }

    private static void Write(StateWriter writer, in Known known)
    {
        writer.Byte((byte)known.Element);
        writer.Byte((byte)known.Case);
        writer.Byte((byte)known.Fault);
        writer.Byte(known.Battery);
    }

    private static Known ReadKnown(ref StateReader reader) =>
        new((SealingElementState)reader.Byte(), (CaseState)reader.Byte(), (FaultReport)reader.Byte(), reader.Byte());

    private static void WritePast(StateWriter writer, in Past past)
    {
        writer.Moment(past.Floor);
        Write(writer, past.At);
        writer.Moment(past.OpenSince);
        Write(writer, past.Fix, (w, value) => w.Point(value));
        writer.Byte((byte)past.FixBeyond);
        Write(writer, past.Open);
        Write(writer, past.Removed);
    }

    private static Past ReadPast(ref StateReader reader) => new()
    {
        Floor = reader.Moment(),
        At = ReadKnown(ref reader),
        OpenSince = reader.Moment(),
        Fix = new(reader.Moment(), reader.Point()),
        FixBeyond = (TrackingRegimes)reader.Byte(),
        Open = new(reader.Flag(), reader.Number()),
        Removed = new(reader.Flag(), reader.Number()),
    };

    private static void Write(StateWriter writer, in Way way)
    {
        writer.Flag(way.HasBegun);
        writer.Number(way.Millimetres);
    }

    private static void WriteRegistration(StateWriter writer, SealEvent.SealRegistered? entry)
    {
        writer.Flag(entry is not null);
        if (entry is null) return;
        writer.Instant(entry.At);
        writer.Byte((byte)entry.Protocol);
        writer.Byte((byte)entry.IdentityKind);
        writer.Text(entry.IdentityValue);
        writer.Text(entry.Model);
        writer.Text(entry.Profile);
        writer.Text(entry.Operator);
        writer.Flag(entry.IsRelay);
        writer.Byte((byte)entry.Commands);
        writer.Text(entry.MovingPeriods);
        writer.Text(entry.StandingPeriods);
    }

    private static SealEvent.SealRegistered? ReadRegistration(ref StateReader reader) => !reader.Flag() ? null : new()
    {
        At = reader.Instant(),
        Protocol = (DeviceProtocol)reader.Byte(),
        IdentityKind = (IdentityKind)reader.Byte(),
        IdentityValue = reader.Text(),
        Model = reader.Text(),
        Profile = reader.Text(),
        Operator = reader.Text(),
        IsRelay = reader.Flag(),
        Commands = (DeviceCommands)reader.Byte(),
        MovingPeriods = reader.TextOrNone(),
        StandingPeriods = reader.TextOrNone(),
    };

    private static void WriteWindow(StateWriter writer, ReportWindow window)
    {
        writer.Number(window.Count);
        var before = 0L;
        for (var i = 0; i < window.Count; i++)
        {
            ref readonly var report = ref window[i];
            writer.Number(report.MeasuredAt.Milliseconds - before);
            before = report.MeasuredAt.Milliseconds;
            writer.Key(report.Content);
            writer.Byte((byte)((byte)report.Element | ((byte)report.Case << 2) | ((byte)report.Fault << 4)));
            var flags = (report.HasBelievedFix ? HasFix : 0) | (report.BatteryPercent is null ? 0 : HasBattery);
            writer.Byte((byte)(flags | ((int)report.BeyondLimitOf << BeyondBit)));
            if (report.BatteryPercent is { } percent) writer.Byte((byte)percent);
            if (!report.HasBelievedFix) continue;
            writer.Point(report.At);
            writer.Number(report.Metres);
        }
    }

    private static ReportWindow ReadWindow(ref StateReader reader)
    {
        const byte TwoBits = 3;
        var window = new ReportWindow();
        var (count, before) = (reader.Count(), 0L);
        if (count > ReportWindow.CountMax) throw new FormatException("The state has too many reports.");
        for (; count > 0; count--)
        {
            before += reader.Number();
            var (content, conditions, flags) = (reader.Key(), reader.Byte(), reader.Byte());
            int? percent = (flags & HasBattery) == 0 ? null : reader.Byte();
            var hasFix = (flags & HasFix) != 0;
            window.Insert(new Report
            {
                MeasuredAt = new Moment(before),
                Content = content,
                Element = (SealingElementState)(conditions & TwoBits),
                Case = (CaseState)((conditions >> 2) & TwoBits),
                Fault = (FaultReport)((conditions >> 4) & TwoBits),
                BatteryPercent = percent,
                BeyondLimitOf = (TrackingRegimes)(flags >> BeyondBit),
                At = hasFix ? reader.Point() : default,
                Metres = hasFix ? reader.Int() : Report.NoFix,
            });
        }

        return window;
    }
}
